using Millrace.Data.Contracts;
using Millrace.DuckDb.Expressions;

namespace Millrace.Features.Binding;

/// <summary>Which prepared columns are computed from which. As in SQL, case does not tell names apart.</summary>
internal sealed class ColumnLineage
{
    private readonly Dictionary<string, IReadOnlyList<string>> parents = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<DatasetColumn> columns;

    /// <summary>Reads it off the preparation; an expression that does not parse counts as having no parents.</summary>
    public ColumnLineage(PrepareSpec prepare, IReadOnlyList<DatasetColumn> preparedColumns, ExpressionGuard guard)
    {
        columns = [.. preparedColumns];
        foreach (var lookup in prepare.Lookups)
        {
            foreach (var column in lookup.Columns.Values)
            {
                parents[column] = [lookup.On];
            }
        }

        foreach (var derived in prepare.Derived)
        {
            parents[derived.Name] = guard.Check(derived.Expression).Expression?.Columns ?? [];
        }
    }

    /// <summary>The column and all that it is computed from.</summary>
    public HashSet<string> WithSources(IEnumerable<string> starts)
    {
        var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var open = new Stack<string>(starts);
        while (open.TryPop(out var column))
        {
            if (found.Add(column) && parents.TryGetValue(column, out var sources))
            {
                foreach (var source in sources)
                {
                    open.Push(source);
                }
            }
        }

        return found;
    }

    /// <summary>Columns that come with a request, as they are in the raw data, in their order there.</summary>
    public IEnumerable<DatasetColumn> RawAmong(IReadOnlySet<string> names) =>
        columns.Where(column => names.Contains(column.Name) && !parents.ContainsKey(column.Name));

    /// <summary>Whether the column holds time or is computed from one that does.</summary>
    public bool IsTemporal(string column)
    {
        var sources = WithSources([column]);
        return columns.Any(c => sources.Contains(c.Name) && FeatureTypes.IsTime(c.Type));
    }

    /// <summary>Columns computed directly from any of these, with the one they are computed from.</summary>
    public IEnumerable<(string Column, string From)> ComputedFrom(IReadOnlyDictionary<string, string> known) =>
        from pair in parents
        where !known.ContainsKey(pair.Key)
        let source = pair.Value.FirstOrDefault(known.ContainsKey)
        where source is not null
        select (pair.Key, source);
}
