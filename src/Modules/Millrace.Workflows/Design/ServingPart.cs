using Millrace.Workflows.DesignVerdicts;
using Millrace.Workflows.Language;
using Millrace.Workflows.Shapes;

namespace Millrace.Workflows.Design;

/// <summary>5. Model Serving.</summary>
internal static class ServingPart
{
    public static void Write(MarkdownPage page, DesignFacts facts)
    {
        page.Heading(2, "5. Model Serving");
        if (facts.File.Serving is not { } serving)
        {
            page.Paragraph("The file has no section 'serving': nothing is deployed.");
            return;
        }

        page.Facts(
        [
            ("Mode", WordShape.Of(serving.Mode).Replace('_', ' ')),
            ("Endpoint", serving.Mode == ServingMode.Batch ? "none" : $"`POST /endpoints/{facts.Workflow.Endpoint}/predict`"),
            ("Answers with", DesignFacts.OrNotRun(facts.Run.Deployment, deployed => Said.Invariant($"{deployed.Model} version {deployed.Version}"))),
            ("Decision", $"probability at least {(facts.Run.Model is { } model ? Said.Value(model.DecisionThreshold) : "the threshold")}, which is {WordShape.Of(serving.Decision).Replace('_', '-')} on validation"),
            ("Latency p50", Against(serving.Latency?.P50?.Text, facts, measured => measured.P50Ms, "ms")),
            ("Latency p99", Against(serving.Latency?.P99.Text, facts, measured => measured.P99Ms, "ms")),
            ("Throughput", Against(serving.Throughput?.Text, facts, measured => measured.PerSecond, "rps")),
            ("Fallback", serving.Fallback is { } fallback ? $"{FallbackQuestion.InWords(fallback)}. {fallback.Description}" : "none: callers get an error"),
            ("Batch", serving.Batch is { } batch ? $"{batch.Split} as {WordShape.Of(batch.Format)}, {DesignFacts.OrNotRun(facts.Run.Predictions, written => $"{Said.Count(written.RowCount)} rows, {Said.Percent(written.PositiveShare)} positive")}" : "none"),
        ]);
    }

    private static string Against(string? promised, DesignFacts facts, Func<Contracts.LatencyFacts, double> measured, string unit) =>
        $"promised {promised ?? "–"}, {(facts.Run.Latency is { } seen ? Said.Invariant($"measured {measured(seen):0.###} {unit}") : "not measured yet")}";
}
