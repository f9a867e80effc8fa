using Millrace.Statistics.Testing;
using Millrace.Workflows.Language;

namespace Millrace.Workflows.DesignVerdicts;

/// <summary>What an A/B test needs, computed.</summary>
/// <param name="Size">Units per arm.</param>
/// <param name="DurationDays">Whole days until both arms are full.</param>
internal sealed record AbPlan(SampleSize Size, int DurationDays)
{
    /// <summary>Both arms together.</summary>
    public long Total => Size.SamplesControl + Size.SamplesTreatment;

    /// <summary>Whether it can end in time.</summary>
    public bool Fits(AbTestSection test) => DurationDays <= test.MaxDuration.Length.TotalDays;

    /// <summary>Computes it: two-sided, pooled variance for proportions, noncentral t for means.</summary>
    public static AbPlan Of(AbTestSection test)
    {
        var plan = PlanOf(test);
        var size = test.Metric switch
        {
            ProportionMetric share => ProportionPower.Samples(share.Baseline, After(share), plan),
            MeanMetric mean => MeanPower.Samples(mean.Mde / mean.StandardDeviation, plan),
            _ => throw new InvalidOperationException($"There is no metric {test.Metric.Chosen}."),
        };
        return new AbPlan(size, size.DurationDays(test.TrafficPerDay, test.Allocation.Control, test.Allocation.Treatment));
    }

    /// <summary>Units that must arrive in a day for the test to end in time.</summary>
    public double TrafficNeeded(AbTestSection test)
    {
        var days = test.MaxDuration.Length.TotalDays;
        return Math.Ceiling(Math.Max(Size.SamplesControl / test.Allocation.Control, Size.SamplesTreatment / test.Allocation.Treatment) / days);
    }

    /// <summary>The share that the test looks for.</summary>
    public static double After(ProportionMetric share) =>
        share.Direction == Change.Decrease ? share.Baseline - share.Mde : share.Baseline + share.Mde;

    private static TestPlan PlanOf(AbTestSection test) =>
        new() { Alpha = test.Alpha, Power = test.Power, Ratio = test.Allocation.Treatment / test.Allocation.Control };
}
