using Millrace.Features.Contracts;
using Millrace.Features.Windows;

namespace Millrace.Features.Online;

/// <summary>Answers one lookup from the arrays of a view: two binary searches per window, and a look at those recent rows
/// that may not have been known yet.</summary>
internal readonly ref struct OnlineQuery
{
    private const int SmallWidth = 256;

    private readonly OnlineHeader header;
    private readonly WindowFormula?[] formulas;
    private readonly int[] windowsByLength;
    private readonly ReadOnlySpan<int> entityRows;
    private readonly ReadOnlySpan<long> lateness;
    private readonly ReadOnlySpan<long> events;
    private readonly ReadOnlySpan<long> starts;
    private readonly ReadOnlySpan<long> sums;
    private readonly ReadOnlySpan<long> blockStarts;
    private readonly ReadOnlySpan<double> extremes;
    private readonly ReadOnlySpan<double> blockBests;

    public OnlineQuery(
        MappedFile file, OnlineLayout layout, OnlineHeader header, WindowFormula?[] formulas, int[] windowsByLength)
    {
        (this.header, this.formulas, this.windowsByLength) = (header, formulas, windowsByLength);
        entityRows = file.Span<int>(layout.EntityRows, header.EntityCount + 1);
        lateness = file.Span<long>(layout.Lateness, header.EntityCount);
        events = file.Span<long>(layout.Events, header.RowCount);
        starts = file.Span<long>(layout.Starts, header.RowCount);
        sums = file.Span<long>(layout.Sums, (header.RowCount + 1) * header.Width);
        blockStarts = file.Span<long>(layout.BlockStarts, 2 * layout.BlockCount);
        extremes = file.Span<double>(layout.Extremes, header.ExtremeCount * header.RowCount);
        blockBests = file.Span<double>(layout.BlockBests, header.ExtremeCount * layout.BlockCount);
    }

    /// <summary>Computes every window and aggregate of an entity.</summary>
    public OnlineAnswer Answer(int entity, long instant, Span<double> values)
    {
        var (first, end) = (entityRows[entity], entityRows[entity + 1]);
        var to = first + LowerBound(events[first..end], instant);
        var unsure = first + LowerBound(events[first..to], instant - lateness[entity]);
        Span<long> counters = header.Width < SmallWidth ? stackalloc long[SmallWidth] : new long[header.Width + 1];
        Span<long> unknown = header.Width < SmallWidth ? stackalloc long[SmallWidth] : new long[header.Width + 1];
        unknown.Clear();
        var (looked, isCut) = (to, false);
        foreach (var window in windowsByLength)
        {
            var oldest = instant - header.Windows[window].Micros;
            var from = first + LowerBound(events[first..to], oldest);
            AddUnknown(Math.Max(from, unsure), looked, instant, unknown);
            looked = Math.Min(looked, Math.Max(from, unsure));
            Subtract(from, to, counters);
            for (var slot = 0; slot <= header.Width; slot++)
            {
                counters[slot] -= unknown[slot];
            }

            var isWindowCut = oldest < header.HistoryFromMicros;
            isCut |= isWindowCut;
            Write(window, isWindowCut, from, to, instant, counters, values);
        }

        return isCut ? OnlineAnswer.BeforeHistory : OnlineAnswer.Found;
    }

    private static int LowerBound(ReadOnlySpan<long> ascending, long instant)
    {
        var (low, high) = (0, ascending.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = ascending[middle] < instant ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private void Write(int window, bool isCut, int from, int to, long instant, ReadOnlySpan<long> counters, Span<double> values)
    {
        for (var a = 0; a < formulas.Length; a++)
        {
            values[(a * header.Windows.Count) + window] = isCut ? double.NaN
                : formulas[a]?.Value(counters) ?? Best(header.Aggregates[a], from, to, instant);
        }
    }

    private void Subtract(int from, int to, Span<long> difference)
    {
        for (var slot = 0; slot < header.Width; slot++)
        {
            difference[slot] = sums[(to * header.Width) + slot] - sums[(from * header.Width) + slot];
        }

        difference[header.Width] = to - from;
    }

    private void AddUnknown(int from, int to, long instant, Span<long> unknown)
    {
        for (var row = from; row < to;)
        {
            var (length, isKnown) = Next(row, to, instant);
            if (!isKnown)
            {
                for (var slot = 0; slot < header.Width; slot++)
                {
                    unknown[slot] += sums[((row + length) * header.Width) + slot] - sums[(row * header.Width) + slot];
                }

                unknown[header.Width] += length;
            }

            row += length;
        }
    }

    private double Best(OnlineAggregate aggregate, int from, int to, long instant)
    {
        var sign = aggregate.Function == WindowFunction.Max ? 1 : -1;
        var values = extremes.Slice(aggregate.Extreme * header.RowCount, header.RowCount);
        var bests = blockBests.Slice(aggregate.Extreme * (blockStarts.Length / 2), blockStarts.Length / 2);
        var best = double.NaN;
        for (var row = from; row < to;)
        {
            var (length, isKnown) = Next(row, to, instant);
            var value = !isKnown ? double.NaN : length == 1 ? values[row] : bests[row / OnlineLayout.BlockRows];
            best = double.IsNaN(best) || value.CompareTo(best) * sign > 0 && !double.IsNaN(value) ? value : best;
            row += length;
        }

        return best;
    }

    // The next rows that are all known or all unknown: a whole block where that is so, or one row.
    private (int Length, bool IsKnown) Next(int row, int to, long instant)
    {
        if (row % OnlineLayout.BlockRows == 0 && row + OnlineLayout.BlockRows <= to)
        {
            var block = row / OnlineLayout.BlockRows;
            if (blockStarts[(2 * block) + 1] <= instant || blockStarts[2 * block] > instant)
            {
                return (OnlineLayout.BlockRows, blockStarts[2 * block] <= instant);
            }
        }

        return (1, starts[row] <= instant);
    }
}
