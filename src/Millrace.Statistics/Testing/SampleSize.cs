namespace Millrace.Statistics.Testing;

/// <summary>Units an A/B test needs.</summary>
/// <param name="ExactSamples">Units of the control before rounding.</param>
/// <param name="SamplesControl">Units of the control, rounded up.</param>
/// <param name="SamplesTreatment">Units of the treatment, rounded up.</param>
public sealed record SampleSize(double ExactSamples, long SamplesControl, long SamplesTreatment)
{
    /// <summary>Units per arm: those of the control.</summary>
    public long SamplesPerArm => SamplesControl;

    /// <summary>Whole days until both arms are full.</summary>
    /// <param name="unitsPerDay">Units that arrive per day, over 0.</param>
    /// <param name="controlShare">Share of them in the control, in (0, 1).</param>
    /// <param name="treatmentShare">Share of them in the treatment, in (0, 1); both together at most 1.</param>
    /// <returns>Days, at least 1.</returns>
    /// <exception cref="ArgumentException">A share or the traffic is out of its range.</exception>
    public int DurationDays(double unitsPerDay, double controlShare = 0.5, double treatmentShare = 0.5)
    {
        if (!(unitsPerDay > 0) || !(controlShare > 0) || !(treatmentShare > 0) || !(controlShare + treatmentShare <= 1 + 1e-9))
        {
            throw new ArgumentException(
                $"Traffic and shares must be over 0 and the shares at most 1 together, but got {unitsPerDay} units per day, "
                + $"control {controlShare} and treatment {treatmentShare}.",
                nameof(unitsPerDay));
        }

        var days = Math.Max(SamplesControl / (unitsPerDay * controlShare), SamplesTreatment / (unitsPerDay * treatmentShare));
        return (int)Math.Min(int.MaxValue, Math.Ceiling(days));
    }

    internal static SampleSize Of(double exact, double ratio) => new(exact, (long)Math.Ceiling(exact), (long)Math.Ceiling(exact * ratio));
}
