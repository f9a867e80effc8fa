using Millrace.Workflows.Language;

namespace Millrace.Workflows.DesignVerdicts;

/// <summary>Are data, model and concept watched, each with a bound?</summary>
internal static class DriftQuestion
{
    private const string Data = "  data_drift: { numeric: wasserstein, numeric_bound: 0.1, categorical: jensen_shannon, categorical_bound: 0.1 }";
    private const string Prediction = "  prediction_drift: { test: wasserstein, bound: 0.1, daily_mean_sigmas: 2 }";
    private const string Concept = "  concept_drift: { metric: roc_auc, reference: reference, max_drop: 0.02 }";

    public static Finding Judge(DesignEvidence design)
    {
        if (design.File.Monitoring is not { } monitoring)
        {
            return Finding.Missing("monitoring", $"monitoring:\n  reference: train\n  current: test\n{Data}\n{Prediction}\n{Concept}");
        }

        var missing = new[]
        {
            (Name: "data_drift", IsThere: monitoring.DataDrift is not null, Line: Data),
            (Name: "prediction_drift", IsThere: monitoring.PredictionDrift is not null, Line: Prediction),
            (Name: "concept_drift", IsThere: monitoring.ConceptDrift is not null, Line: Concept),
        }.Where(part => !part.IsThere).ToList();
        var evidence = Bounds(monitoring).Concat(LastRun(design)).ToList();
        return missing.Count > 0
            ? Finding.Fail(
                $"Nothing is bounded for {Said.And([.. missing.Select(part => part.Name)])}.",
                $"Add:\nmonitoring:\n{string.Join('\n', missing.Select(part => part.Line))}", evidence)
            : Finding.Pass("Data, predictions and performance are each watched against a bound.", evidence);
    }

    private static IEnumerable<string> Bounds(MonitoringSection monitoring)
    {
        yield return $"{monitoring.Current} against {monitoring.Reference}, {Shapes.WordShape.Of(monitoring.Schedule)}";
        if (monitoring.DataDrift is { } data)
        {
            yield return Said.Invariant($"data: {data.Numeric} ≥ {data.NumericBound}, {data.Categorical} ≥ {data.CategoricalBound}, false discovery rate {data.FalseDiscoveryRate}");
        }

        if (monitoring.PredictionDrift is { } prediction)
        {
            yield return Said.Invariant($"model: {prediction.Test} of predictions ≥ {prediction.Bound}, or daily mean beyond {prediction.DailyMeanSigmas} σ");
        }

        if (monitoring.ConceptDrift is { } concept)
        {
            yield return Said.Invariant($"concept: {concept.Metric} falls by more than {concept.MaxDrop} from {concept.Reference}");
        }
    }

    private static IEnumerable<string> LastRun(DesignEvidence design) => design.Run.Drift is { } drift
        ? drift.Verdicts.Select(verdict => $"last run: {verdict.Clause} {DecisionWords.Of(verdict.Decision)}: {verdict.Reason}")
        : [];
}
