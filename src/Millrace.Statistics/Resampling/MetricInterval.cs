using Millrace.Statistics.Ordering;

namespace Millrace.Statistics.Resampling;

/// <summary>A percentile bootstrap interval (Efron 1979).</summary>
/// <param name="Estimate">Value on the rows themselves; null when undefined there.</param>
/// <param name="Lower">Lower bound; null when no resample defines the metric.</param>
/// <param name="Upper">Upper bound; null when no resample defines the metric.</param>
/// <param name="StandardError">Standard deviation over the resamples (ddof 1); null with fewer than two.</param>
/// <param name="ShareAboveZero">Share of the defined resamples over 0, ties half: for a difference, how sure its sign is.</param>
/// <param name="DefinedResamples">Resamples in which the metric is defined; the others are left out of the bounds.</param>
public sealed record MetricInterval(
    double? Estimate, double? Lower, double? Upper, double? StandardError, double? ShareAboveZero, int DefinedResamples)
{
    /// <summary>Whether both bounds lie on the same side of 0; false when a bound is null.</summary>
    public bool ExcludesZero => Lower > 0 || Upper < 0;

    internal static MetricInterval Of(double? estimate, IEnumerable<double> resampled, double confidence)
    {
        var sorted = resampled.Where(value => !double.IsNaN(value)).ToArray();
        if (sorted.Length == 0)
        {
            return new(estimate, null, null, null, null, 0);
        }

        Array.Sort(sorted);
        var tail = (1 - confidence) / 2;
        var mean = sorted.Average();
        double? deviation = sorted.Length < 2
            ? null
            : Math.Sqrt(sorted.Sum(value => (value - mean) * (value - mean)) / (sorted.Length - 1));
        var above = sorted.Sum(value => value > 0 ? 1.0 : value == 0 ? 0.5 : 0) / sorted.Length;
        return new(
            estimate, Quantile.OfSorted(sorted, tail), Quantile.OfSorted(sorted, 1 - tail), deviation, above, sorted.Length);
    }
}
