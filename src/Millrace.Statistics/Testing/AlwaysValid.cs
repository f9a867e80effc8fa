namespace Millrace.Statistics.Testing;

/// <summary>Intervals that hold at every look at once, so that a test may be watched and stopped at any time: the
/// asymptotic confidence sequence by a normal mixture (Robbins 1970; Waudby-Smith and others 2021).</summary>
public static class AlwaysValid
{
    /// <summary>Half-width of the interval around an estimate, se √N √(2 (N ρ² + 1) / (N² ρ²) · ln(√(N ρ² + 1) / α)) with
    /// ρ² = (−2 ln α + ln(1 − 2 ln α)) / N*.</summary>
    /// <param name="standardError">Of the estimate, now; 0 or more.</param>
    /// <param name="samples">Units so far, N, over 0.</param>
    /// <param name="tunedFor">Units at which the interval should be tightest, N*, over 0; fixed before the test starts.</param>
    /// <param name="alpha">Chance of ever being wrong, over 0 and under 1.</param>
    /// <returns>In the unit of the estimate; about 1.5 times the fixed-horizon half-width near N*.</returns>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public static double HalfWidth(double standardError, double samples, double tunedFor, double alpha = 0.05)
    {
        ConfidenceInterval.CheckAlpha(alpha);
        if (!(standardError >= 0) || !(samples > 0) || !(tunedFor > 0))
        {
            throw new ArgumentException(
                $"The standard error must be 0 or more and samples and their target over 0, but got {standardError}, {samples} "
                + $"and {tunedFor}.",
                nameof(standardError));
        }

        var log = -2 * Math.Log(alpha);
        var spread = samples * (log + Math.Log(log + 1)) / tunedFor;
        return standardError * Math.Sqrt(2 * (spread + 1) / spread * Math.Log(Math.Sqrt(spread + 1) / alpha));
    }

    /// <summary>The interval around an estimate.</summary>
    /// <param name="estimate">Estimate now.</param>
    /// <param name="standardError">Its standard error, now; 0 or more.</param>
    /// <param name="samples">Units so far, over 0.</param>
    /// <param name="tunedFor">Units at which the interval should be tightest, over 0; fixed before the test starts.</param>
    /// <param name="alpha">Chance of ever being wrong, over 0 and under 1.</param>
    /// <returns>The estimate ± <see cref="HalfWidth"/>.</returns>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public static ConfidenceInterval Interval(
        double estimate, double standardError, double samples, double tunedFor, double alpha = 0.05) =>
        ConfidenceInterval.Around(estimate, HalfWidth(standardError, samples, tunedFor, alpha));
}
