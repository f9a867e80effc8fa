using Millrace.Reports.Numbers;
using Millrace.Reports.Pages;
using Millrace.Training.Contracts;

namespace Millrace.Server.Reporting;

/// <summary>Every metric of the candidate and its baselines, and how they differ.</summary>
internal static class MetricTables
{
    private static readonly string[] LessIsBetter = ["log_loss", "brier"];

    public static TableBlock Values(EvaluationReport evaluation, ProblemSpec? problem) => new(
        "Metrics on the test split, with intervals",
        [new("Metric"), TableColumn.Number(GlanceSection.CandidateName), .. evaluation.Baselines.Select(baseline => TableColumn.Number(baseline.Name)), TableColumn.Number("On validation")],
        [
            .. Words.Ordered(evaluation.Candidate.Metrics.Keys).Select(metric => (IReadOnlyList<Cell>)
            [
                Name(metric, problem),
                .. new[] { evaluation.Candidate }.Concat(evaluation.Baselines).Select(model => Estimate(model.Metrics.GetValueOrDefault(metric), metric)),
                HumanNumber.Fixed(evaluation.Validation.TryGetValue(metric, out var value) ? value : null, Decimals(metric)),
            ]),
            [
                new Cell("Decision threshold") { IsStrong = true },
                .. new[] { evaluation.Candidate }.Concat(evaluation.Baselines).Select(model => (Cell)HumanNumber.Fixed(model.DecisionThreshold)),
                "",
            ],
        ]);

    public static TableBlock Differences(EvaluationReport evaluation, ProblemSpec? problem) => new(
        "This model minus each baseline, on the same resamples",
        [new("Metric"), .. evaluation.Baselines.Select(baseline => TableColumn.Number(baseline.Name))],
        [
            .. Words.Ordered(evaluation.Candidate.Metrics.Keys).Select(metric => (IReadOnlyList<Cell>)
            [
                Name(metric, problem),
                .. evaluation.Baselines.Select(baseline => Difference(baseline.Differences.GetValueOrDefault(metric), metric, problem)),
            ]),
        ]);

    private static Cell Name(string metric, ProblemSpec? problem) => IsBusiness(metric) && problem is not null
        ? new Cell(Words.Sentence(problem.Business.Name)) { IsStrong = true, Note = problem.Business.Unit }
        : new Cell(Words.Metric(metric)) { IsStrong = true };

    private static Cell Estimate(MetricEstimate? estimate, string metric) => estimate is null || !double.IsFinite(estimate.Value)
        ? HumanNumber.None
        : new Cell(HumanNumber.Fixed(estimate.Value, Decimals(metric))) { Note = Words.Range(estimate, Decimals(metric)) };

    private static Cell Difference(MetricEstimate? estimate, string metric, ProblemSpec? problem)
    {
        if (estimate is null || !double.IsFinite(estimate.Value))
        {
            return HumanNumber.None;
        }

        var decimals = Decimals(metric);
        var sign = LessIsBetter.Contains(metric) || (IsBusiness(metric) && problem?.Business.Minimize != false) ? -1 : 1;
        var (tone, words) = estimate.Low * estimate.High <= 0 || !double.IsFinite(estimate.Low * estimate.High) ? (Tone.Neutral, "undecided")
            : sign * estimate.Value > 0 ? (Tone.Good, "better")
            : (Tone.Bad, "worse");
        return new Cell(HumanNumber.Change(estimate.Value, decimals))
        {
            Note = $"[{HumanNumber.Change(estimate.Low, decimals)}, {HumanNumber.Change(estimate.High, decimals)}] {words}",
            NoteTone = tone,
        };
    }

    private static bool IsBusiness(string metric) => BusinessValue.Keys.Contains(metric);

    /// <summary>Money to the hundredth, scores to four digits.</summary>
    private static int Decimals(string metric) => IsBusiness(metric) ? 2 : 4;
}
