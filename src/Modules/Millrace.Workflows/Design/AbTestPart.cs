using Millrace.Workflows.DesignVerdicts;
using Millrace.Workflows.Language;

namespace Millrace.Workflows.Design;

/// <summary>6. A/B Testing.</summary>
internal static class AbTestPart
{
    public static void Write(MarkdownPage page, DesignFacts facts)
    {
        page.Heading(2, "6. A/B Testing");
        if (facts.File.AbTest is not { } test)
        {
            page.Paragraph("The file has no section 'ab_test': nothing shows whether the model helps.");
            return;
        }

        page.Facts(
        [
            ("Hypothesis", test.Hypothesis),
            ("Unit", $"`{test.Unit}`, assigned once"),
            ("Metric", $"{test.Metric.Name} ({test.Metric.Chosen}), better when it {(test.Metric.Direction == Change.Decrease ? "decreases" : "increases")}"),
            ("Effect looked for", Effect(test.Metric)),
            ("Error rates", Said.Invariant($"alpha {test.Alpha} (two-sided), power {test.Power}")),
            ("Allocation", $"control {Said.Percent(test.Allocation.Control)}, treatment {Said.Percent(test.Allocation.Treatment)}"),
            ("Guardrails", test.Guardrails.Count == 0 ? "none" : string.Join("; ", test.Guardrails.Select(AbTestQuestion.Guardrail))),
            .. Computed(test),
        ]);
        page.Paragraph(
            "Before the result is read, a chi-square test compares the arms' sizes with the allocation (sample ratio mismatch, alarm at p < 0.001); a broken assignment makes every other number worthless.");
    }

    private static string Effect(AbMetric metric) => metric switch
    {
        ProportionMetric share => Said.Invariant($"from {share.Baseline} to {AbPlan.After(share):0.######}"),
        MeanMetric mean => Said.Invariant($"{mean.Mde}, with a standard deviation of {mean.StandardDeviation}"),
        _ => "",
    };

    private static IEnumerable<(string, string)> Computed(AbTestSection test)
    {
        if (test.Power <= test.Alpha)
        {
            return [("Sample size", "none: power must be larger than alpha")];
        }

        var plan = AbPlan.Of(test);
        return
        [
            ("Sample size", $"{Said.Count(plan.Size.SamplesControl)} control and {Said.Count(plan.Size.SamplesTreatment)} treatment"),
            ("Duration", Said.Invariant($"{plan.DurationDays} days at {test.TrafficPerDay} units a day; at most {test.MaxDuration}")),
        ];
    }
}
