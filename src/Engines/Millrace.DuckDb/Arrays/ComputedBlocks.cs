using Millrace.DuckDb.Arrays;

namespace Millrace.DuckDb;

/// <summary>
/// DOUBLE columns that are computed while a query reads them, block by block and in order, so that they are never
/// whole in memory. Register <see cref="Columns"/> beside ordinary columns; a query may read them once.
/// </summary>
public sealed class ComputedBlocks
{
    private readonly Func<int, double[][]> _next;
    private readonly int _blockRows;
    private double[][] _block = [];
    private int _blockStart;
    private int _blockEnd;

    /// <summary>Describes the columns.</summary>
    /// <param name="names">Their names.</param>
    /// <param name="rowCount">Rows of each.</param>
    /// <param name="blockRows">Rows of a block; a multiple of 2048, the last block may be shorter.</param>
    /// <param name="next">
    /// Called with the first row of each block in turn, on a thread of DuckDB's, never twice at once. Returns an array
    /// per column, at least as long as the block, that stays as it is until the next call; NaN becomes NULL.
    /// </param>
    public ComputedBlocks(IReadOnlyList<string> names, int rowCount, int blockRows, Func<int, double[][]> next)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(blockRows);
        ArgumentOutOfRangeException.ThrowIfNotEqual(blockRows % Native.Api.ChunkRows, 0, nameof(blockRows));
        (_next, _blockRows, RowCount) = (next, blockRows, rowCount);
        Columns = [.. names.Select((name, place) => new ComputedColumn(name, this, place))];
    }

    /// <summary>Rows of each column.</summary>
    public int RowCount { get; }

    /// <summary>To be registered with <see cref="DuckConnection.RegisterArrays"/>; they have no other use.</summary>
    public IReadOnlyList<DuckColumn> Columns { get; }

    internal ReadOnlySpan<double> Values(int column, int start, int count)
    {
        if (start < _blockStart)
        {
            throw new InvalidOperationException("Computed columns can be read once, from the first row to the last.");
        }

        if (start >= _blockEnd)
        {
            _block = _next(start);
            (_blockStart, _blockEnd) = (start, (int)Math.Min((long)start + _blockRows, RowCount));
        }

        return _block[column].AsSpan(start - _blockStart, count);
    }
}
