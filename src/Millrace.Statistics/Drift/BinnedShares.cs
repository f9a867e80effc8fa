using Millrace.Statistics.Ordering;

namespace Millrace.Statistics.Drift;

/// <summary>Counts of two samples in the same bins, cut on the reference; outer bins are open.</summary>
/// <param name="Edges">Ascending, one more than bins; a value on an inner edge belongs to the bin above it.</param>
/// <param name="Reference">Reference values per bin.</param>
/// <param name="Current">Current values per bin.</param>
public sealed record BinnedShares(IReadOnlyList<double> Edges, IReadOnlyList<long> Reference, IReadOnlyList<long> Current)
{
    /// <summary>Bins of equal reference counts: edges at the distinct quantiles of the reference.</summary>
    /// <param name="reference">At least one value.</param>
    /// <param name="current">At least one value.</param>
    /// <param name="binCount">Bins before equal edges are joined, at least 1.</param>
    /// <returns>The counts; null when the reference is constant, so that there is nothing to cut.</returns>
    /// <exception cref="ArgumentException">A sample has no values.</exception>
    public static BinnedShares? ByQuantile(SortedSample reference, SortedSample current, int binCount = 10)
    {
        Check(reference, current, binCount);
        var edges = Array.ConvertAll(Quantile.Linspace(0, 1, binCount + 1), p => Quantile.OfSorted(reference.Values, p));
        return Cut([.. edges.Distinct()], reference, current);
    }

    /// <summary>Bins of equal width from the smallest to the largest reference value.</summary>
    /// <inheritdoc cref="ByQuantile"/>
    public static BinnedShares? ByWidth(SortedSample reference, SortedSample current, int binCount = 10)
    {
        Check(reference, current, binCount);
        var edges = Quantile.Linspace(reference.Values[0], reference.Values[^1], binCount + 1);
        return Cut([.. edges.Distinct()], reference, current);
    }

    /// <summary>Bins of equal width from the 1st to the 99th percentile of the reference.</summary>
    internal static BinnedShares? ByTrimmedWidth(SortedSample reference, SortedSample current, int binCount)
    {
        var (from, to) = (Quantile.OfSorted(reference.Values, 0.01), Quantile.OfSorted(reference.Values, 0.99));
        return from < to
            ? Cut([.. Quantile.Linspace(from, to, binCount + 1).Distinct()], reference, current)
            : ByWidth(reference, current, binCount);
    }

    private static void Check(SortedSample reference, SortedSample current, int binCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(binCount, 1);
        if (reference.Count == 0 || current.Count == 0)
        {
            throw new ArgumentException(
                $"Both samples need at least one value, but the reference has {reference.Count} and the current one "
                + $"{current.Count}.",
                nameof(current));
        }
    }

    private static BinnedShares? Cut(double[] edges, SortedSample reference, SortedSample current) =>
        edges.Length < 2 ? null : new(edges, Counts(reference.Values, edges), Counts(current.Values, edges));

    private static long[] Counts(ReadOnlySpan<double> sorted, double[] edges)
    {
        var counts = new long[edges.Length - 1];
        var passed = 0;
        for (var bin = 0; bin < counts.Length; bin++)
        {
            var end = bin == counts.Length - 1 ? sorted.Length : LowerBound(sorted, edges[bin + 1]);
            counts[bin] = end - passed;
            passed = end;
        }

        return counts;
    }

    /// <summary>How many values are below the edge.</summary>
    private static int LowerBound(ReadOnlySpan<double> sorted, double edge)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (sorted[middle] < edge)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
