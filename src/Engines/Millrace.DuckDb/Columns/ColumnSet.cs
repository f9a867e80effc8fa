using System.Collections;

namespace Millrace.DuckDb;

/// <summary>The columns of one query, all of the same length.</summary>
public sealed class ColumnSet : IReadOnlyList<DuckColumn>
{
    private readonly DuckColumn[] _columns;

    /// <summary>Makes the set.</summary>
    /// <param name="columns">Columns of the same length.</param>
    /// <param name="rowCount">That length.</param>
    /// <param name="types">The types the query had, before they became arrays.</param>
    internal ColumnSet(DuckColumn[] columns, int rowCount, IReadOnlyList<DuckColumnType> types) =>
        (_columns, RowCount, SourceTypes) = (columns, rowCount, types);

    /// <summary>Rows of each column.</summary>
    public int RowCount { get; }

    /// <summary>Columns.</summary>
    public int Count => _columns.Length;

    /// <summary>The query's own types, so that DATE or DECIMAL can be told from what it was read as.</summary>
    public IReadOnlyList<DuckColumnType> SourceTypes { get; }

    /// <summary>A column by its place in the query.</summary>
    public DuckColumn this[int index] => _columns[index];

    /// <summary>A column by its name; the first when names repeat. Case counts.</summary>
    /// <exception cref="KeyNotFoundException">There is no such column; the message names those there are.</exception>
    public DuckColumn this[string name] => Array.Find(_columns, column => column.Name == name)
        ?? throw new KeyNotFoundException(
            $"There is no column '{name}'; the query has: {string.Join(", ", _columns.Select(c => c.Name))}.");

    /// <inheritdoc/>
    public IEnumerator<DuckColumn> GetEnumerator() => ((IEnumerable<DuckColumn>)_columns).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
