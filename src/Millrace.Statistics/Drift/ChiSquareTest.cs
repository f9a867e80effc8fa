using MathNet.Numerics;

namespace Millrace.Statistics.Drift;

/// <summary>Pearson's chi-square test of counts.</summary>
/// <param name="Statistic">Σ (observed − expected)² / expected, 0 or more.</param>
/// <param name="DegreesOfFreedom">0 when only one cell occurs.</param>
/// <param name="PValue">Chance of a statistic at least as large, in [0, 1]; 1 without degrees of freedom.</param>
public sealed record ChiSquareTest(double Statistic, int DegreesOfFreedom, double PValue)
{
    /// <summary>Whether two samples have the same shares (scipy's <c>chi2_contingency</c> of a 2 × k table). A category
    /// absent on one side counts; one absent on both does not.</summary>
    /// <param name="reference">Rows per category, at least one over 0.</param>
    /// <param name="current">Same categories, at least one over 0.</param>
    /// <param name="yates">Whether a 2 × 2 table gets Yates' continuity correction.</param>
    /// <returns>The test.</returns>
    /// <exception cref="ArgumentException">Lengths differ, a count is negative, or a side is empty.</exception>
    public static ChiSquareTest TwoSample(IReadOnlyList<long> reference, IReadOnlyList<long> current, bool yates = false)
    {
        var (referenceTotal, currentTotal) = Divergence.Totals(reference, current);
        var all = referenceTotal + currentTotal;
        var categories = Enumerable.Range(0, reference.Count).Where(i => reference[i] + current[i] > 0).ToArray();
        var statistic = 0.0;
        foreach (var i in categories)
        {
            var expected = referenceTotal * (reference[i] + current[i]) / all;
            var deviation = Math.Abs(reference[i] - expected);
            deviation -= yates && categories.Length == 2 ? Math.Min(0.5, deviation) : 0;
            statistic += deviation * deviation * ((1 / expected) + (1 / (reference[i] + current[i] - expected)));
        }

        return new(statistic, categories.Length - 1, UpperTail(statistic, categories.Length - 1));
    }

    /// <summary>Whether counts follow planned shares (goodness of fit).</summary>
    /// <param name="observed">Rows per cell, at least one over 0.</param>
    /// <param name="planned">Weight per cell, each over 0; they need not sum to 1.</param>
    /// <returns>The test.</returns>
    /// <exception cref="ArgumentException">Lengths differ, a count is negative, a weight is not over 0, or there are no rows.</exception>
    public static ChiSquareTest GoodnessOfFit(IReadOnlyList<long> observed, IReadOnlyList<double> planned)
    {
        if (observed.Count != planned.Count || observed.Any(o => o < 0) || planned.Any(w => w is not (> 0 and < double.PositiveInfinity))
            || observed.Sum() == 0)
        {
            throw new ArgumentException(
                $"There must be one weight over 0 per count of 0 or more and at least one row, but got counts "
                + $"[{string.Join(", ", observed)}] and weights [{string.Join(", ", planned)}].",
                nameof(planned));
        }

        var (rows, weights) = ((double)observed.Sum(), planned.Sum());
        var statistic = observed.Zip(planned, (o, w) => (o - (rows * w / weights)) * (o - (rows * w / weights)) / (rows * w / weights)).Sum();
        return new(statistic, observed.Count - 1, UpperTail(statistic, observed.Count - 1));
    }

    /// <summary>Strength of the association in a 2 × k table of this many rows (Cramér 1946): √(χ² / rows).</summary>
    /// <returns>From 0 (none) to 1.</returns>
    public double CramersV(long rows) => Math.Sqrt(Statistic / rows);

    /// <summary>Chance that a chi-square variable is at least this large.</summary>
    internal static double UpperTail(double statistic, int degreesOfFreedom) =>
        degreesOfFreedom == 0 || statistic <= 0 ? 1 : SpecialFunctions.GammaUpperRegularized(degreesOfFreedom / 2.0, statistic / 2);
}
