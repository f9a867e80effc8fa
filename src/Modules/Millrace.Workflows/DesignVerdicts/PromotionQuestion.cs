using Millrace.Workflows.Language;

namespace Millrace.Workflows.DesignVerdicts;

/// <summary>Is there a way from development over staging to production, with something to pass on it?</summary>
internal static class PromotionQuestion
{
    private const string Lines = """
        registry:
          model: my-model
          path: [None, Staging, Production]
          gates:
            - { gate: threshold, metric: test.roc_auc }
            - { gate: improvement, metric: test.roc_auc, over: prior, by: 0.01 }
            - { gate: parity, max_error: 1.0e-6 }
          approvals: { Production: 1 }
        """;

    public static Finding Judge(DesignEvidence design)
    {
        if (design.File.Registry is not { } registry)
        {
            return Finding.Missing("registry", Lines);
        }

        var evidence = new List<string>
        {
            $"path: {string.Join(" → ", registry.Path)} (None is development)",
            $"gates before Staging: {Said.And([.. registry.Gates.Select(gate => gate.Chosen)])}",
            Said.Invariant($"approvals before Production: {registry.Approvals.Production}"),
        };
        if (design.Run.Version is { } version)
        {
            evidence.Add(Said.Invariant($"{version.Model} version {version.Version} stands at {design.Run.Stage?.ToString() ?? "an unknown stage"}"));
        }

        if (!registry.Path.Contains(PathStage.Production))
        {
            return Finding.Fail($"The path ends at {registry.Path[^1]}.", "Write registry.path: [None, Staging, Production]", evidence);
        }

        var metric = $"test.{design.File.Problem.EvaluationMetric}";
        return registry.Gates.Any(gate => gate is ThresholdGate threshold && threshold.Metric == metric)
            ? Finding.Pass("A version is registered, passes its gates to Staging, and is promoted to Production.", evidence)
            : Finding.Fail($"No gate holds the model to its success threshold on {metric}.", $"Add to registry.gates: - {{ gate: threshold, metric: {metric} }}", evidence);
    }
}
