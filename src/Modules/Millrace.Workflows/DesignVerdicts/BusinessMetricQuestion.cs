using Millrace.Workflows.Language;
using Millrace.Workflows.Shapes;

namespace Millrace.Workflows.DesignVerdicts;

/// <summary>Is success told in the business's own unit?</summary>
internal static class BusinessMetricQuestion
{
    private const string Lines = """
        problem:
          business_metric:
            name: cost of missed connections
            unit: USD per flight
            direction: minimize
            outcomes: { true_positive: 20, false_positive: 20, false_negative: 90, true_negative: 0 }
        """;

    public static Finding Judge(DesignEvidence design)
    {
        if (design.File.Problem.BusinessMetric is not { } metric)
        {
            return Finding.Fail(
                $"The only goal is {design.File.Problem.EvaluationMetric}; nothing says what a right or wrong decision is worth.", $"Add:\n{Lines}");
        }

        var worth = metric.Outcomes;
        var evidence = new List<string>
        {
            $"{metric.Name}, in {metric.Unit}, to {WordShape.Of(metric.Direction)}",
            Said.Invariant($"true positive {worth.TruePositive}, false positive {worth.FalsePositive}, false negative {worth.FalseNegative}, true negative {worth.TrueNegative}"),
            "decisions are made at the threshold that is best for it on the validation split",
            GateLine(design.File.Registry),
        };
        if (design.Run.Evaluation?.Candidate.Metrics.GetValueOrDefault("business_value") is { } measured)
        {
            evidence.Add(Said.Invariant($"measured on test: {Said.Estimate(measured)} {metric.Unit}"));
        }

        return Finding.Pass($"Success is told as {metric.Name} in {metric.Unit}, beside {design.File.Problem.EvaluationMetric}.", evidence);
    }

    private static string GateLine(RegistrySection? registry)
    {
        var isGated = registry?.Gates.Any(gate => gate is ImprovementGate { Metric: "test.business_value" } or ThresholdGate { Metric: "test.business_value" });
        return isGated == true ? "a gate holds the model to it" : "no gate holds the model to it";
    }
}
