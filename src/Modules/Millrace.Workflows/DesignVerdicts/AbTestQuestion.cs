using Millrace.Workflows.Language;

namespace Millrace.Workflows.DesignVerdicts;

/// <summary>Can the experiment see the effect it looks for, in the time it has, without doing harm?</summary>
internal static class AbTestQuestion
{
    private const string Lines = """
        ab_test:
          hypothesis: Warnings from this model lower the share of missed connections.
          unit: passenger_id
          metric: { name: missed_connection_rate, type: proportion, baseline: 0.10, mde: 0.01, direction: decrease }
          traffic_per_day: 5000
          max_duration: 28d
          guardrails:
            - { metric: p99_latency, max: 20ms }
        """;

    public static Finding Judge(DesignEvidence design)
    {
        if (design.File.AbTest is not { } test)
        {
            return Finding.Missing("ab_test", Lines);
        }

        if (test.Power <= test.Alpha)
        {
            return Finding.Fail(Said.Invariant($"A power of {test.Power} is no more than the error rate {test.Alpha}."), "Write ab_test.power: 0.8 and ab_test.alpha: 0.05");
        }

        var plan = AbPlan.Of(test);
        var evidence = new List<string>
        {
            Said.Invariant($"{test.Metric.Name}: least effect {test.Metric.Mde} at alpha {test.Alpha} (two-sided) and power {test.Power}"),
            $"computed sample size: {Said.Count(plan.Size.SamplesControl)} control and {Said.Count(plan.Size.SamplesTreatment)} treatment, by {test.Unit}",
            Said.Invariant($"computed duration: {plan.DurationDays} {Days(plan.DurationDays)} at {test.TrafficPerDay} a day, of at most {test.MaxDuration}"),
            $"guardrails: {Said.And([.. test.Guardrails.Select(Guardrail)])}",
        };
        var finding = !plan.Fits(test)
            ? Finding.Fail(
                Said.Invariant($"The test needs {plan.DurationDays} days, more than {test.MaxDuration}."),
                Said.Invariant($"Look for a larger effect, or bring {plan.TrafficNeeded(test):0} units a day."), evidence)
            : test.Guardrails.Count == 0
                ? Finding.Fail("Nothing would stop the experiment when it does harm.", "Add:\nab_test:\n  guardrails:\n    - { metric: p99_latency, max: 20ms }", evidence)
                : Finding.Pass(Said.Invariant($"{Said.Count(plan.Total)} units in {plan.DurationDays} {Days(plan.DurationDays)} decide it, behind {test.Guardrails.Count} {(test.Guardrails.Count == 1 ? "guardrail" : "guardrails")}."), evidence);
        return finding with { Metric = "duration", Observed = plan.DurationDays, Bound = test.MaxDuration.Length.TotalDays, Unit = "days" };
    }

    /// <summary>A guardrail in words.</summary>
    public static string Guardrail(Guardrail guardrail) =>
        $"{guardrail.Metric}{(guardrail.Min is { } min ? $" ≥ {min}" : "")}{(guardrail.Max is { } max ? $" ≤ {max}" : "")}";

    private static string Days(int days) => days == 1 ? "day" : "days";
}
