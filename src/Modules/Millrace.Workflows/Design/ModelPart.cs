using Millrace.Workflows.DesignVerdicts;
using Millrace.Workflows.Language;
using Millrace.Workflows.Shapes;

namespace Millrace.Workflows.Design;

/// <summary>How the model is fitted and what the test split says of it.</summary>
internal static class ModelPart
{
    public static void Write(MarkdownPage page, DesignFacts facts)
    {
        var training = facts.File.Training;
        page.Heading(3, "Split");
        page.Table(["Part", "Rows from", "Up to", "Rows", "Positive"], Parts(facts, training.Split));
        page.Heading(3, "Model");
        page.Facts(
        [
            ("Engine", training.Engine),
            ("Parameters", string.Join(", ", training.Parameters.Select(pair => Said.Invariant($"{pair.Key} {pair.Value}")))),
            ("Preprocessing", training.Preprocessing.Count == 0 ? "none" : string.Join("; ", training.Preprocessing.Select(transform => $"{transform.Chosen} of {string.Join(", ", transform.Features)}"))),
            ("Early stopping", training.EarlyStopping is { } stop ? Said.Invariant($"{WordShape.Of(stop.Metric)} on validation, {stop.Rounds} rounds of patience") : "none"),
            ("Class weights", WordShape.Of(training.ClassWeights)),
            ("Search", training.Search is ValueSearch search ? Said.Invariant($"{search.Chosen} over {string.Join(", ", search.Space.Keys)}, {search.Trials} trials") : "none"),
            ("Checkpoints", Said.Invariant($"every {training.CheckpointEvery} rounds")),
            ("Seed", Said.Invariant($"{training.Seed}")),
        ]);
        WriteMetrics(page, facts);
    }

    private static IEnumerable<IReadOnlyList<string>> Parts(DesignFacts facts, Split split) => split switch
    {
        TimeSplit time => time.Ranges.Select(part => (IReadOnlyList<string>)[part.Part, Dates.Write(part.Range.From), Dates.Write(part.Range.To), .. Rows(facts, part.Part)]),
        ShareSplit shares => shares.Shares.Select(part => (IReadOnlyList<string>)[part.Part, $"{Said.Percent(part.Share)} by chance", "", .. Rows(facts, part.Part)]),
        _ => [],
    };

    private static IReadOnlyList<string> Rows(DesignFacts facts, string part) => facts.Run.Split?.Parts.GetValueOrDefault(part) is { } rows
        ? [Said.Count(rows.RowCount), rows.PositiveShare is { } share ? Said.Percent(share) : "–"]
        : [DesignFacts.NotRunYet, ""];

    private static void WriteMetrics(MarkdownPage page, DesignFacts facts)
    {
        var bootstrap = facts.File.Training.Evaluation.Bootstrap;
        page.Heading(3, "Evaluation");
        page.Paragraph(Said.Invariant($"Test split, read once; {Said.Percent(bootstrap.Confidence)} intervals by {bootstrap.Resamples} resamples of {WordShape.Of(bootstrap.Block)}s."));
        if (facts.Run.Evaluation is not { } report)
        {
            page.Paragraph(char.ToUpperInvariant(DesignFacts.NotRunYet[0]) + DesignFacts.NotRunYet[1..] + ".");
            return;
        }

        page.Table(
            ["Metric", "Model", .. report.Baselines.Select(baseline => baseline.Name)],
            report.Candidate.Metrics.OrderBy(metric => metric.Key, StringComparer.Ordinal).Select(metric => (IReadOnlyList<string>)
            [
                $"`{metric.Key}`", Said.Estimate(metric.Value),
                .. report.Baselines.Select(baseline => baseline.Metrics.TryGetValue(metric.Key, out var value) ? Said.Estimate(value) : "–"),
            ]));
        var counts = report.Candidate.Confusion;
        page.Paragraph(Said.Invariant(
            $"At the threshold {Said.Value(report.Candidate.DecisionThreshold)}, chosen on validation: {Said.Count(counts.TruePositive)} true and {Said.Count(counts.FalsePositive)} false positives, {Said.Count(counts.TrueNegative)} true and {Said.Count(counts.FalseNegative)} false negatives."));
    }
}
