using System.Collections;

namespace Millrace.DuckDb;

/// <summary>A small result, fully read: names and rows of boxed values.</summary>
public sealed class DuckRows : IReadOnlyList<object?[]>
{
    private readonly List<object?[]> _rows = [];

    private DuckRows(IReadOnlyList<string> names, IReadOnlyList<DuckColumnType> types) =>
        (ColumnNames, ColumnTypes) = (names, types);

    /// <summary>Names in the order of the query; may repeat.</summary>
    public IReadOnlyList<string> ColumnNames { get; }

    /// <summary>Types in the order of the query.</summary>
    public IReadOnlyList<DuckColumnType> ColumnTypes { get; }

    /// <summary>How many rows there are.</summary>
    public int Count => _rows.Count;

    /// <summary>One row, its values in the order of the columns.</summary>
    public object?[] this[int index] => _rows[index];

    /// <inheritdoc/>
    public IEnumerator<object?[]> GetEnumerator() => _rows.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static DuckRows ReadAll(DuckResult result)
    {
        var rows = new DuckRows(result.ColumnNames, result.ColumnTypes);
        while (result.NextChunk() is { } chunk)
        {
            rows.Add(chunk);
        }

        return rows;
    }

    private void Add(DuckChunk chunk)
    {
        var first = _rows.Count;
        for (var row = 0; row < chunk.RowCount; row++)
        {
            _rows.Add(new object?[ColumnNames.Count]);
        }

        for (var column = 0; column < ColumnNames.Count; column++)
        {
            var vector = chunk.Column(column);
            for (var row = 0; row < chunk.RowCount; row++)
            {
                _rows[first + row][column] = vector.GetValue(row);
            }
        }
    }
}
