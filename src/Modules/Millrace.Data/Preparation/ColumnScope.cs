using Millrace.Data.Contracts;
using Millrace.DuckDb.Expressions;

namespace Millrace.Data.Preparation;

/// <summary>The columns known so far, in order. As in DuckDB, case does not tell names apart.</summary>
internal sealed class ColumnScope
{
    private readonly List<DatasetColumn> columns = [];
    private readonly Dictionary<string, DatasetColumn> byName = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<DatasetColumn> Columns => columns;

    public IEnumerable<string> Names => columns.Select(column => column.Name);

    public IReadOnlyList<SchemaColumn> Schema => [.. columns.Select(column => new SchemaColumn(column.Name, column.Type))];

    public DatasetColumn? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>False, and nothing changes, when there is a column of that name.</summary>
    public bool TryAdd(DatasetColumn column)
    {
        if (!byName.TryAdd(column.Name, column))
        {
            return false;
        }

        columns.Add(column);
        return true;
    }
}
