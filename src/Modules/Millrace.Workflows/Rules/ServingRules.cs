using Millrace.Workflows.Language;

namespace Millrace.Workflows.Rules;

/// <summary>What serving names exists.</summary>
internal static class ServingRules
{
    public static void Check(RuleScope scope)
    {
        if (scope.File.Serving is not { } serving)
        {
            return;
        }

        if (serving.Latency is { P50: { } p50, P99: var p99 } && p50.Length > p99.Length && scope.AreSound("serving.latency"))
        {
            scope.Report("serving.latency.p50", WorkflowProblems.Contradiction($"'serving.latency': p50 {p50} is longer than p99 {p99}.", "Swap them."));
        }

        if (serving.Fallback is BaselineFallback fallback)
        {
            CheckFallback(scope, fallback.Baseline);
        }

        if (serving.Batch is { } batch)
        {
            scope.Refer("serving.batch.split", "part of the split", batch.Split, SplitParts.Of(scope));
        }

        if (scope.File.Registry is null && scope.AreSound("registry"))
        {
            scope.ReportKey("serving", WorkflowProblems.Contradiction(
                "'serving' delivers a registered model, but there is no section 'registry'.", "Add registry: with 'model' and 'gates'."));
        }
    }

    private static void CheckFallback(RuleScope scope, string name)
    {
        const string path = "serving.fallback.baseline";
        var baselines = scope.File.Problem.Baselines;
        var simple = baselines.Where(baseline => baseline is not LogisticBaseline).Select(baseline => baseline.Name);
        if (baselines.Any(baseline => baseline is LogisticBaseline && baseline.Name == name))
        {
            scope.Report(path, WorkflowProblems.Contradiction(
                $"The fallback '{name}' is a fitted model itself and can be unavailable in the same way.", $"Use a prior or a rule: {string.Join(", ", simple)}."));
        }
        else
        {
            scope.Refer(path, "baseline", name, scope.Known("problem.baselines", simple));
        }
    }
}
