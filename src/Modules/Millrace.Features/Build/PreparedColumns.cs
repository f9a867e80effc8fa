using Millrace.Data.Contracts;
using Millrace.DuckDb;
using Millrace.Features.Binding;

namespace Millrace.Features.Build;

/// <summary>
/// How prepared columns are read into arrays. Types with an array form are read as they are, and all others as text that
/// expressions see cast back, so that no digit of a DECIMAL or DATE is lost on the way.
/// </summary>
internal sealed class PreparedColumns
{
    private const string NumberPrefix = "_number_";

    private readonly Dictionary<string, DatasetColumn> byName = new(StringComparer.OrdinalIgnoreCase);

    public PreparedColumns(IReadOnlyList<DatasetColumn> columns)
    {
        foreach (var column in columns)
        {
            byName.TryAdd(column.Name, column);
        }
    }

    /// <summary>Names in the data.</summary>
    public IEnumerable<string> Names => byName.Values.Select(column => column.Name);

    /// <summary>Whether there is such a column.</summary>
    public bool Has(string column) => byName.ContainsKey(column);

    /// <summary>The name in the data of a column that may be written with other case.</summary>
    public string NameOf(string column) => byName[column].Name;

    /// <summary>The query's item that reads a column.</summary>
    public string Read(string column) =>
        HasArrayForm(column) ? Quoted(column) : $"CAST({Quoted(column)} AS VARCHAR) AS {Quoted(column)}";

    /// <summary>What expressions see, from what was read.</summary>
    public string Restored(string column) =>
        HasArrayForm(column) ? Quoted(column) : $"CAST({Quoted(column)} AS {byName[column].Type}) AS {Quoted(column)}";

    /// <summary>Name under which a column is read as a number: its own, unless it has to be cast.</summary>
    public string NumberName(string column) => HasArrayForm(column) ? NameOf(column) : NumberPrefix + NameOf(column);

    /// <summary>The query's item that reads a column as a number.</summary>
    public string ReadNumber(string column) => HasArrayForm(column)
        ? Quoted(column)
        : $"CAST({Quoted(column)} AS DOUBLE) AS {DuckSql.QuoteIdentifier(NumberName(column))}";

    private bool HasArrayForm(string column) => byName[column].Type is var type
        && (FeatureTypes.IsWhole(type) || FeatureTypes.IsFloating(type) || type is "timestamp" or "varchar");

    private string Quoted(string column) => DuckSql.QuoteIdentifier(NameOf(column));
}
