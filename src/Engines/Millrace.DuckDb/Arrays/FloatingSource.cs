using System.Numerics;

namespace Millrace.DuckDb.Arrays;

/// <summary>Floating point values, NaN as NULL where the column wants it.</summary>
internal sealed unsafe class FloatingSource<T>(ValueColumn<T> column) : ValueSource<T>(column)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ValueColumn<T> _column = column;

    protected override void WriteValues(nint vector, int start, int count)
    {
        base.WriteValues(vector, start, count);
        if (_column.IsNaNNull)
        {
            MarkNaNs<T>(vector, _column.Values.AsSpan(start, count));
        }
    }
}
