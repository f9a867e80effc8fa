using Millrace.Training.Contracts;
using Millrace.Workflows.DesignVerdicts;
using Millrace.Workflows.Language;
using Millrace.Workflows.Shapes;

namespace Millrace.Workflows.Design;

/// <summary>1. Problem Definition.</summary>
internal static class ProblemPart
{
    public static void Write(MarkdownPage page, DesignFacts facts)
    {
        var (problem, data) = (facts.File.Problem, facts.File.Data);
        page.Heading(2, "1. Problem Definition");
        page.Facts(
            ("Statement", problem.Statement),
            ("Problem type", WordShape.Of(problem.Type).Replace('_', ' ')),
            ("Target", $"`{problem.Target}`{Described(data, problem.Target)}"),
            ("Moment of prediction", $"`{problem.PredictionTime ?? data.EventTime}`{Described(data, data.EventTime)}"),
            ("Label known from", data.CreatedTime is { } created ? $"`{created}`{Described(data, created)}" : "the same moment"),
            ("Business metric", problem.BusinessMetric is { } metric ? $"{metric.Name}, in {metric.Unit}, to {WordShape.Of(metric.Direction)}" : "none"),
            ("Evaluation metric", $"`{problem.EvaluationMetric}` on the test split"),
            ("Success threshold", Said.Invariant($"{problem.SuccessThreshold:0.0000}")),
            ("Reached", DesignFacts.OrNotRun(facts.Run.Evaluation, report => Reached(report, problem))));
        WriteOutcomes(page, problem.BusinessMetric);
        WriteBaselines(page, facts, problem);
    }

    private static string Described(DataSection data, string column) =>
        data.Derived.TryGetValue(column, out var derived) ? $": {derived.Description}"
        : data.Columns.TryGetValue(column, out var raw) ? $": {raw.Description}" : "";

    private static string Reached(EvaluationReport report, ProblemSection problem) =>
        report.Candidate.Metrics.GetValueOrDefault(problem.EvaluationMetric) is { } measured
            ? $"{Said.Estimate(measured)} on {Said.Count(report.RowCount)} test rows"
            : "not measured";

    private static void WriteOutcomes(MarkdownPage page, BusinessMetric? metric)
    {
        if (metric is null)
        {
            return;
        }

        var worth = metric.Outcomes;
        page.Paragraph($"What one decision is worth, in {metric.Unit}:");
        page.Table(
            ["", "predicted positive", "predicted negative"],
            [
                ["**is positive**", Said.Invariant($"{worth.TruePositive}"), Said.Invariant($"{worth.FalseNegative}")],
                ["**is negative**", Said.Invariant($"{worth.FalsePositive}"), Said.Invariant($"{worth.TrueNegative}")],
            ]);
    }

    private static void WriteBaselines(MarkdownPage page, DesignFacts facts, ProblemSection problem)
    {
        page.Paragraph("Compared with, on the same resamples of the test split:");
        page.Table(
            ["Baseline", "Type", "Rule", $"`{problem.EvaluationMetric}`", "The model is better by"],
            problem.Baselines.Select(baseline => (IReadOnlyList<string>)
            [
                baseline.Name,
                baseline.Chosen.Replace('_', ' '),
                baseline is RuleBaseline rule ? $"`{rule.Expression}`" : "",
                Measured(facts, baseline.Name, found => found.Metrics, problem.EvaluationMetric),
                Measured(facts, baseline.Name, found => found.Differences, problem.EvaluationMetric),
            ]));
    }

    private static string Measured(
        DesignFacts facts, string baseline, Func<ModelEvaluation, IReadOnlyDictionary<string, MetricEstimate>> values, string metric) =>
        DesignFacts.OrNotRun(facts.Run.Evaluation, report =>
            report.Baselines.FirstOrDefault(found => found.Name == baseline) is { } found && values(found).TryGetValue(metric, out var value)
                ? Said.Estimate(value)
                : "not measured");
}
