namespace Millrace.XGBoost;

/// <summary>Column arrays as a source of rows, turned through one small buffer, block by block.</summary>
public sealed class ColumnBlocks : IXgbRowSource
{
    private const int RowsPerBlock = 128 * 1024;
    private readonly IReadOnlyList<float[]> _columns;
    private readonly float[] _buffer;
    private readonly int _rowCount;
    private int _position;

    /// <summary>Reads the given columns; they must not change while the source is in use.</summary>
    /// <param name="columns">One array per feature, all of the same length, NaN for a missing value.</param>
    /// <exception cref="ArgumentException">There is no column, or the lengths differ.</exception>
    public ColumnBlocks(IReadOnlyList<float[]> columns)
    {
        _rowCount = XgbMatrix.CommonLength(columns);
        _columns = columns;
        _buffer = new float[Math.Min(_rowCount, RowsPerBlock) * columns.Count];
    }

    /// <inheritdoc/>
    public int FeatureCount => _columns.Count;

    /// <inheritdoc/>
    public void Rewind() => _position = 0;

    /// <inheritdoc/>
    public ReadOnlyMemory<float> Next()
    {
        var rows = Math.Min(RowsPerBlock, _rowCount - _position);
        for (var column = 0; column < _columns.Count; column++)
        {
            var values = _columns[column].AsSpan(_position, rows);
            for (var row = 0; row < rows; row++)
            {
                _buffer[(row * _columns.Count) + column] = values[row];
            }
        }

        _position += rows;
        return _buffer.AsMemory(0, rows * _columns.Count);
    }
}
