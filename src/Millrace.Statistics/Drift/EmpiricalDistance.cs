using Millrace.Statistics.Distributions;

namespace Millrace.Statistics.Drift;

/// <summary>Distances between the empirical distributions of two samples, from one merge of their sorted values.</summary>
/// <param name="KolmogorovSmirnov">Largest distance of the distribution functions, in [0, 1].</param>
/// <param name="PValue">Two-sided p of the Kolmogorov–Smirnov test, in [0, 1].</param>
/// <param name="IsExact">Whether <paramref name="PValue"/> is exact (without ties) or asymptotic.</param>
/// <param name="Wasserstein">Wasserstein-1 distance: the area between the distribution functions, in the unit of the values.</param>
public sealed record EmpiricalDistance(double KolmogorovSmirnov, double PValue, bool IsExact, double Wasserstein)
{
    /// <summary>Samples up to this size get an exact p, as scipy's <c>ks_2samp(method="auto")</c>.</summary>
    public const int LargestExactSample = 10_000;

    /// <summary>The standard deviation by which <see cref="OverSigma"/> divides is at least this.</summary>
    public const double SigmaFloor = 0.001;

    /// <summary>Compares two samples (scipy's <c>ks_2samp</c> and <c>wasserstein_distance</c>).</summary>
    /// <param name="reference">At least one value.</param>
    /// <param name="current">At least one value.</param>
    /// <returns>Distances and p; the same both ways round.</returns>
    /// <exception cref="ArgumentException">A sample has no values.</exception>
    public static EmpiricalDistance Between(SortedSample reference, SortedSample current)
    {
        var (n, m) = (reference.Count, current.Count);
        if (n == 0 || m == 0)
        {
            throw new ArgumentException(
                $"Both samples need at least one value, but the reference has {n} and the current one {m}.", nameof(current));
        }

        var (gap, area) = Merge(reference.Values, current.Values);
        var pairs = (double)n * m;
        var isExact = Math.Max(n, m) <= LargestExactSample;
        var p = gap == 0 ? 1
            : isExact ? TwoSampleKolmogorov.UpperTail(n, m, gap)
            : KolmogorovDistribution.UpperTail((int)Math.Round(pairs / ((double)n + m)), gap / pairs);
        return new(gap / pairs, Math.Clamp(p, 0, 1), isExact, area / pairs);
    }

    /// <summary>Wasserstein distance in standard deviations of the reference (ddof 0, at least <see cref="SigmaFloor"/>).</summary>
    public double OverSigma(SortedSample reference) => Wasserstein / Math.Max(reference.StandardDeviation, SigmaFloor);

    /// <summary>With i and j values passed on either side, |i m − j n| is the distance of the distribution functions times
    /// n m; it counts only where the next value differs, so that ties are passed whole.</summary>
    private static (long Gap, double Area) Merge(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var (i, j) = (0, 0);
        var (lead, gap, area) = (0L, 0L, 0.0);
        var previous = Math.Min(a[0], b[0]);
        while (i < a.Length && j < b.Length)
        {
            var isFirst = a[i] <= b[j];
            Step(Math.Min(a[i], b[j]), ref previous, lead, ref gap, ref area);
            lead += isFirst ? b.Length : -(long)a.Length;
            i += isFirst ? 1 : 0;
            j += isFirst ? 0 : 1;
        }

        for (; i < a.Length; i++, lead += b.Length)
        {
            Step(a[i], ref previous, lead, ref gap, ref area);
        }

        for (; j < b.Length; j++, lead -= a.Length)
        {
            Step(b[j], ref previous, lead, ref gap, ref area);
        }

        return (gap, area);
    }

    private static void Step(double value, ref double previous, long lead, ref long gap, ref double area)
    {
        var distance = Math.Abs(lead);
        area += distance * (value - previous);
        gap = value > previous ? Math.Max(gap, distance) : gap;
        previous = value;
    }
}
