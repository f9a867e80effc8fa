namespace Millrace.Features.Windows;

/// <summary>One of the quantities that rows add to their entity's counters.</summary>
internal sealed class MeasurePart
{
    private readonly ValueSeries series;
    private readonly bool isSquared;

    private MeasurePart(ValueSeries series, int firstSlot, ExactGrid? grid, bool isSquared)
    {
        (this.series, this.isSquared, FirstSlot, Grid) = (series, isSquared, firstSlot, grid);
        Total = grid is null ? null : ExactSum.For(firstSlot, isSquared ? 2 * grid.Bits : grid.Bits, series.RowCount);
    }

    /// <summary>Its first counter.</summary>
    public int FirstSlot { get; }

    /// <summary>Counters it takes.</summary>
    public int SlotCount => Total?.LimbCount ?? 1;

    /// <summary>The grid of the values; null for a count.</summary>
    public ExactGrid? Grid { get; }

    /// <summary>How the sum is kept; null for a count.</summary>
    public ExactSum? Total { get; }

    /// <summary>Rows with a value.</summary>
    public static MeasurePart Count(ValueSeries series, int slot) => new(series, slot, null, false);

    /// <summary>Sum of the values.</summary>
    public static MeasurePart Sum(ValueSeries series, int slot, ExactGrid grid) => new(series, slot, grid, false);

    /// <summary>Sum of the squares.</summary>
    public static MeasurePart Squares(ValueSeries series, int slot, ExactGrid grid) => new(series, slot, grid, true);

    /// <summary>Writes every row's part; rows without a value stay 0.</summary>
    /// <param name="rows">Row after row.</param>
    /// <param name="width">Integers per row.</param>
    public void Fill(long[] rows, int width)
    {
        for (var (row, at) = (0, 0L); row < series.RowCount; row++, at += width)
        {
            if (series.IsNull(row))
            {
                continue;
            }

            if (Grid is null)
            {
                rows[at + FirstSlot] = 1;
            }
            else if (SlotCount == 1 && !isSquared && series.IsInteger && Grid.Exponent == 0)
            {
                rows[at + FirstSlot] = series.IntegerAt(row);
            }
            else
            {
                var value = Grid.At(series, row);
                Total!.Split(isSquared ? value * value : value, rows.AsSpan((int)at, width));
            }
        }
    }
}
