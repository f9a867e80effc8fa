using Millrace.Data.Contracts;
using Millrace.DuckDb.Expressions;

namespace Millrace.Features.Binding;

/// <summary>What expressions may name: prepared columns, then features as they are defined. Case does not count.</summary>
internal sealed class FeatureScope
{
    private readonly Dictionary<string, DatasetColumn> columns = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, SchemaColumn> features = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Starts with the prepared columns; those with an underscore in front are the product's own.</summary>
    public FeatureScope(IReadOnlyList<DatasetColumn> prepared)
    {
        foreach (var column in prepared.Where(column => !column.Name.StartsWith('_')))
        {
            columns.TryAdd(column.Name, column);
        }
    }

    /// <summary>Names of the prepared columns.</summary>
    public IEnumerable<string> ColumnNames => columns.Values.Select(column => column.Name);

    /// <summary>Every name.</summary>
    public IEnumerable<string> Names => ColumnNames.Concat(features.Values.Select(feature => feature.Name));

    /// <summary>Every name with its type.</summary>
    public IReadOnlyList<SchemaColumn> Schema =>
        [.. columns.Values.Select(column => new SchemaColumn(column.Name, column.Type)), .. features.Values];

    /// <summary>A prepared column.</summary>
    public DatasetColumn? Column(string name) => columns.GetValueOrDefault(name);

    /// <summary>Whether a feature has this name.</summary>
    public bool IsFeature(string name) => features.ContainsKey(name);

    /// <summary>Adds a feature; the first of a name stays.</summary>
    public void Add(string name, string sqlType) => features.TryAdd(name, new SchemaColumn(name, sqlType));
}
