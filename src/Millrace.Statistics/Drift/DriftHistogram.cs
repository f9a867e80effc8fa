using System.Globalization;

namespace Millrace.Statistics.Drift;

/// <summary>Counts of both sides in the same cells.</summary>
/// <param name="Labels">Ranges of numbers, or categories.</param>
/// <param name="Reference">Reference rows per cell.</param>
/// <param name="Current">Current rows per cell.</param>
public sealed record DriftHistogram(IReadOnlyList<string> Labels, IReadOnlyList<long> Reference, IReadOnlyList<long> Current)
{
    private const int BinCount = 20;

    internal static DriftHistogram Empty { get; } = new([], [], []);

    /// <summary>Twenty bins of equal width over the middle 98 % of the reference, outer bins open, so that a single
    /// extreme value does not squeeze all others into one bar.</summary>
    internal static DriftHistogram Of(SortedSample reference, SortedSample current)
    {
        var bins = BinnedShares.ByTrimmedWidth(reference, current, BinCount);
        return bins is null
            ? Empty
            : new([.. Enumerable.Range(0, bins.Reference.Count).Select(i => Label(bins.Edges, i))], bins.Reference, bins.Current);
    }

    /// <summary>Every category that occurs on either side, most frequent in the reference first.</summary>
    internal static DriftHistogram Of(CategorySample reference, CategorySample current)
    {
        var labels = reference.Counts.Keys.Union(current.Counts.Keys, StringComparer.Ordinal)
            .OrderByDescending(label => reference.Counts.GetValueOrDefault(label))
            .ThenBy(label => label, StringComparer.Ordinal)
            .ToArray();
        return new(
            labels,
            Array.ConvertAll(labels, label => reference.Counts.GetValueOrDefault(label)),
            Array.ConvertAll(labels, label => current.Counts.GetValueOrDefault(label)));
    }

    private static string Label(IReadOnlyList<double> edges, int bin) => (bin == 0, bin == edges.Count - 2) switch
    {
        (true, true) => "all",
        (true, false) => $"< {Text(edges[1])}",
        (false, true) => $"≥ {Text(edges[bin])}",
        _ => $"{Text(edges[bin])} … {Text(edges[bin + 1])}",
    };

    private static string Text(double edge) => edge.ToString("G4", CultureInfo.InvariantCulture);
}
