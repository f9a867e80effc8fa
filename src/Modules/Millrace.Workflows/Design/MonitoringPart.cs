using Millrace.Kernel.Verdicts;
using Millrace.Monitoring.Contracts;
using Millrace.Workflows.DesignVerdicts;
using Millrace.Workflows.Language;
using Millrace.Workflows.Shapes;

namespace Millrace.Workflows.Design;

/// <summary>7. Monitoring and Drift.</summary>
internal static class MonitoringPart
{
    private const int FeaturesShown = 15;

    public static void Write(MarkdownPage page, DesignFacts facts)
    {
        page.Heading(2, "7. Monitoring and Drift");
        if (facts.File.Monitoring is not { } monitoring)
        {
            page.Paragraph("The file has no section 'monitoring': nothing is watched.");
            return;
        }

        page.Paragraph($"`{monitoring.Current}` is compared with `{monitoring.Reference}`, {WordShape.Of(monitoring.Schedule)}; told to: {Said.And([.. monitoring.Alerts.Select(sink => WordShape.Of(sink))])}.");
        page.Table(["What", "Measure and bound", "Last run"], Rows(facts, monitoring));
        if (facts.Run.Drift is { } drift)
        {
            WriteFeatures(page, drift);
        }
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(DesignFacts facts, MonitoringSection monitoring)
    {
        yield return
        [
            "Data",
            monitoring.DataDrift is { } data
                ? Said.Invariant($"numbers: {data.Numeric} ≥ {data.NumericBound}; categories: {data.Categorical} ≥ {data.CategoricalBound}; and false discovery rate {data.FalseDiscoveryRate}")
                : "no bound",
            Last(facts, "drift.data"),
        ];
        yield return
        [
            "Model (predictions)",
            monitoring.PredictionDrift is { } prediction
                ? Said.Invariant($"{prediction.Test} ≥ {prediction.Bound}, or mean beyond {prediction.DailyMeanSigmas} σ of daily means")
                : "no bound",
            Last(facts, "drift.prediction"),
        ];
        yield return
        [
            "Concept (performance)",
            monitoring.ConceptDrift is { } concept ? Said.Invariant($"{concept.Metric} falls by more than {concept.MaxDrop} from `{concept.Reference}`") : "no bound",
            Last(facts, "drift.concept"),
        ];
        if (monitoring.Slo is { } slo)
        {
            yield return ["Service", $"p99 {slo.P99?.Text ?? "–"}, availability {(slo.Availability is { } share ? Said.Percent(share) : "–")}", facts.Run.Latency is { } seen ? Said.Invariant($"p99 {seen.P99Ms:0.###} ms") : "not measured yet"];
        }
    }

    private static string Last(DesignFacts facts, string clause) => DesignFacts.OrNotRun(facts.Run.Drift, drift =>
        drift.Verdicts.FirstOrDefault(verdict => verdict.Clause == clause) is { } found
            ? $"{DecisionWords.Of(found.Decision)}: {found.Reason}"
            : DecisionWords.Of(Decision.NotEvaluated));

    private static void WriteFeatures(MarkdownPage page, DriftReport drift)
    {
        var drifted = drift.Features.Count(feature => feature.Decision == Decision.Fail);
        page.Paragraph(Said.Invariant(
            $"{drifted} of {drift.Features.Count} features drifted between {Said.Count(drift.ReferenceRowCount)} rows of {drift.ReferenceName} and {Said.Count(drift.CurrentRowCount)} of {drift.CurrentName}. The largest, by effect over bound:"));
        page.Table(
            ["Feature", "Effect", "Size", "Bound", "PSI", "Adjusted p", "Drifted"],
            drift.Features
                .OrderByDescending(feature => feature.Bound > 0 ? (feature.Effect ?? 0) / feature.Bound : 0).ThenBy(feature => feature.Feature, StringComparer.Ordinal)
                .Take(FeaturesShown)
                .Select(feature => (IReadOnlyList<string>)
                [
                    $"`{feature.Feature}`", feature.EffectName, Said.Value(feature.Effect ?? double.NaN), Said.Value(feature.Bound), Said.Value(feature.Psi ?? double.NaN),
                    feature.AdjustedPValue is { } p ? Said.Invariant($"{p:0.###e+0}") : "–", feature.Decision == Decision.Fail ? "yes" : feature.Decision == Decision.Pass ? "no" : DecisionWords.Of(feature.Decision),
                ]));
    }
}
