namespace Millrace.Statistics.Testing;

/// <summary>Whether a test keeps its level when both arms are the same.</summary>
/// <param name="FalseAlarmRate">Share of runs with p at or below alpha, in [0, 1].</param>
/// <param name="Bound">α + 2.33 √(α (1 − α) / runs): a sound test exceeds it in one check of a hundred.</param>
/// <param name="Passes">Whether the rate is at most the bound.</param>
public sealed record AaCheck(double FalseAlarmRate, double Bound, bool Passes)
{
    private const double OneInAHundred = 2.33;

    /// <summary>Judges the p-values of many A/A runs.</summary>
    /// <param name="pValues">At least one, each in [0, 1].</param>
    /// <param name="alpha">Level of the test, over 0 and under 1.</param>
    /// <returns>Rate, bound and judgement.</returns>
    /// <exception cref="ArgumentException">No runs, or a p-value outside [0, 1].</exception>
    public static AaCheck Of(IReadOnlyList<double> pValues, double alpha = 0.05)
    {
        ConfidenceInterval.CheckAlpha(alpha);
        if (pValues.Count == 0 || pValues.Any(p => p is not (>= 0 and <= 1)))
        {
            throw new ArgumentException("An A/A check needs at least one p-value, each in [0, 1].", nameof(pValues));
        }

        var rate = pValues.Count(p => p <= alpha) / (double)pValues.Count;
        var bound = alpha + (OneInAHundred * Math.Sqrt(alpha * (1 - alpha) / pValues.Count));
        return new(rate, bound, rate <= bound);
    }
}
