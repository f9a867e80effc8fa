using Millrace.Workflows.Language;

namespace Millrace.Workflows.Rules;

/// <summary>Gates are about metrics and baselines that exist; the path goes up and skips nothing.</summary>
internal static class RegistryRules
{
    public static void Check(RuleScope scope)
    {
        if (scope.File.Registry is not { } registry)
        {
            return;
        }

        CheckPath(scope, registry.Path);
        foreach (var (index, gate) in registry.Gates.Index())
        {
            CheckGate(scope, $"registry.gates[{index}]", gate);
        }
    }

    private static void CheckPath(RuleScope scope, IReadOnlyList<PathStage> path)
    {
        PathStage[] whole = [PathStage.None, PathStage.Staging, PathStage.Production];
        if (path.Count > whole.Length || !path.SequenceEqual(whole.Take(path.Count)))
        {
            scope.Report("registry.path", WorkflowProblems.Contradiction(
                $"'registry.path' must go up from None without skipping a stage, but is [{string.Join(", ", path)}].", "Write path: [None, Staging, Production]."));
        }
    }

    private static void CheckGate(RuleScope scope, string path, Gate gate)
    {
        switch (gate)
        {
            case ThresholdGate threshold:
                scope.Refer($"{path}.metric", "metric", threshold.Metric, MetricNames.OfTest);
                CheckThreshold(scope, path, threshold);
                break;
            case ImprovementGate improvement:
                scope.Refer($"{path}.metric", "metric", improvement.Metric, MetricNames.OfTest);
                scope.Refer($"{path}.over", "baseline", improvement.Over, scope.Known("problem.baselines", scope.File.Problem.Baselines.Select(baseline => baseline.Name)));
                break;
            case SliceFloorGate when scope.File.Training.Evaluation.Slices.Count == 0 && scope.AreSound("training.evaluation"):
                scope.ReportKey(path, WorkflowProblems.Contradiction(
                    $"'{path}' is about slices, but training.evaluation.slices names none.", "Add one: - { feature: origin_airport, top: 10 }"));
                break;
        }
    }

    private static void CheckThreshold(RuleScope scope, string path, ThresholdGate gate)
    {
        var metric = scope.File.Problem.EvaluationMetric;
        if (gate.Min is null && gate.Metric != MetricNames.TestPrefix + metric && scope.AreSound($"{path}.metric", "problem.evaluation_metric"))
        {
            scope.ReportKey(path, WorkflowProblems.MissingKey(
                path, "min", $"the value to reach; problem.success_threshold is about {metric}, not {gate.Metric}."));
        }
    }
}
