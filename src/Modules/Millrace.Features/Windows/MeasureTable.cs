namespace Millrace.Features.Windows;

/// <summary>
/// What each row adds to the counters of its entity: <see cref="Width"/> integers per row, row after row. One more
/// counter, the last, is the number of rows; it is not stored, as every row adds one to it.
/// </summary>
internal sealed class MeasureTable
{
    // One more for a carry, and the square still fits an Int128.
    private const int SquaredBits = 61;

    private readonly Dictionary<(string Column, char Part), MeasurePart> parts = [];
    private readonly int rowCount;
    private int width;

    private MeasureTable(int rowCount) => this.rowCount = rowCount;

    /// <summary>Stored integers per row; an entity has one counter more.</summary>
    public int Width => width;

    /// <summary>Row after row.</summary>
    public long[] Values { get; private set; } = [];

    /// <summary>By aggregate; null for min and max, which are not sums.</summary>
    public IReadOnlyList<WindowFormula?> Formulas { get; private set; } = [];

    /// <summary>Lays out the counters that the aggregates need and fills in every row.</summary>
    public static MeasureTable Of(IReadOnlyList<WindowAggregate> aggregates, int rowCount)
    {
        var table = new MeasureTable(rowCount);
        foreach (var aggregate in aggregates)
        {
            table.LayOut(aggregate);
        }

        table.Formulas = [.. aggregates.Select(table.FormulaOf)];
        table.Values = new long[(long)rowCount * table.width];
        foreach (var part in table.parts.Values)
        {
            part.Fill(table.Values, table.width);
        }

        return table;
    }

    /// <summary>The same, once for all views that aggregate the same columns in the same way.</summary>
    public static MeasureTable Shared(IReadOnlyList<WindowAggregate> aggregates, int rowCount, Dictionary<string, MeasureTable> known)
    {
        var key = string.Join('\n', aggregates.Select(aggregate => $"{aggregate.Function} {aggregate.Column}"));
        if (!known.TryGetValue(key, out var table))
        {
            known.Add(key, table = Of(aggregates, rowCount));
        }

        return table;
    }

    private void LayOut(WindowAggregate aggregate)
    {
        if (aggregate.IsExtreme || aggregate.Series is not { } series)
        {
            return;
        }

        if (series.HasNulls)
        {
            Once(aggregate, 'n', slot => MeasurePart.Count(series, slot));
        }

        if (aggregate.Function is WindowFunction.Sum or WindowFunction.Mean)
        {
            Once(aggregate, 's', slot => MeasurePart.Sum(series, slot, ExactGrid.For(series, ExactSum.MaxBits - 1)));
        }

        if (aggregate.Function == WindowFunction.Std)
        {
            var values = Once(aggregate, 'v', slot => MeasurePart.Sum(series, slot, ExactGrid.For(series, SquaredBits)));
            Once(aggregate, 'q', slot => MeasurePart.Squares(series, slot, values.Grid!));
        }
    }

    private MeasurePart Once(WindowAggregate aggregate, char part, Func<int, MeasurePart> make)
    {
        if (!parts.TryGetValue((aggregate.Column!, part), out var made))
        {
            parts.Add((aggregate.Column!, part), made = make(width));
            width += made.SlotCount;
        }

        return made;
    }

    private WindowFormula? FormulaOf(WindowAggregate aggregate)
    {
        if (aggregate.IsExtreme)
        {
            return null;
        }

        var column = aggregate.Column ?? "";
        var count = parts.GetValueOrDefault((column, 'n'))?.FirstSlot ?? width;
        var values = aggregate.Function switch
        {
            WindowFunction.Count => null,
            WindowFunction.Std => parts[(column, 'v')],
            _ => parts[(column, 's')],
        };
        var squares = aggregate.Function == WindowFunction.Std ? parts[(column, 'q')].Total : null;
        return new WindowFormula(aggregate.Function, count, values?.Total, squares, values?.Grid?.Exponent ?? 0);
    }
}
