using Millrace.Kernel.Verdicts;
using Millrace.Registry.Contracts;
using Millrace.Reports.Numbers;
using Millrace.Reports.Pages;
using Millrace.Training.Contracts;

namespace Millrace.Server.Reporting;

/// <summary>Whether the model is good everywhere, not only on average.</summary>
internal static class SlicesSection
{
    private const string Title = "Slices";

    public static Section Of(RunReportInput input)
    {
        if (input.Evaluation is not { } evaluation)
        {
            return RunReport.NotRun(Title, "the model was not evaluated.");
        }

        if (evaluation.Slices.Count == 0)
        {
            return RunReport.NotRun(Title, "the workflow names no slices.");
        }

        var floor = input.Gates?.Gates.FirstOrDefault(gate => gate.Gate == "slice_floor");
        var metrics = Words.Ordered(evaluation.Slices.SelectMany(slice => slice.Metrics.Keys).Distinct(StringComparer.Ordinal)).Where(metric => !BusinessValue.Keys.Contains(metric)).Take(6).ToList();
        var marks = evaluation.Slices.ToDictionary(slice => slice, slice => MarkOf(slice, floor, input.GateVerdicts));
        return new Section(Title, [Table(evaluation, metrics, marks, floor)])
        {
            Lead = floor is null
                ? "Parts of the test rows. No floor was asked for."
                : $"Parts of the test rows; the floor is {Words.Metric(floor.Metric ?? "")} of {Words.Bound(floor.Min)} in slices of at least {HumanNumber.Count(floor.MinRowCount ?? 0)} rows.",
            Mark = floor is null ? null : Worst(marks.Values),
        };
    }

    private static TableBlock Table(
        EvaluationReport evaluation, IReadOnlyList<string> metrics, Dictionary<SliceEvaluation, Mark?> marks, GateSpec? floor) => new(
        "Metrics by slice",
        [new("Slice"), TableColumn.Number("Rows"), TableColumn.Number("Positive"), .. metrics.Select(metric => TableColumn.Number(Words.Metric(metric))), .. floor is null ? Array.Empty<TableColumn>() : [new("Floor")]],
        [
            .. evaluation.Slices.Select(slice => (IReadOnlyList<Cell>)
            [
                new Cell(slice.Slice) { IsStrong = true },
                HumanNumber.Count(slice.RowCount),
                HumanNumber.Percent(slice.PositiveShare),
                .. metrics.Select(metric => (Cell)HumanNumber.Fixed(slice.Metrics.TryGetValue(metric, out var value) ? value : null)),
                .. floor is null ? Array.Empty<Cell>() : [marks[slice] is { } mark ? Cell.Of(mark) : "too few rows"],
            ]),
        ])
        { VisibleRowCount = 20 };

    /// <summary>The gate's own verdict where there is one; otherwise the floor is applied as the gate would.</summary>
    private static Mark? MarkOf(SliceEvaluation slice, GateSpec? floor, IReadOnlyList<Verdict> verdicts)
    {
        if (floor is null || slice.RowCount < (floor.MinRowCount ?? 0))
        {
            return null;
        }

        var judged = verdicts.FirstOrDefault(verdict => verdict.Clause == "gate.slice_floor" && verdict.Slice == slice.Slice);
        return judged is null ? Mark.NotEvaluated : RunReport.MarkOf(judged.Decision);
    }

    private static Mark Worst(IEnumerable<Mark?> marks)
    {
        var seen = marks.OfType<Mark>().ToHashSet();
        return seen.Contains(Mark.Fail) ? Mark.Fail
            : seen.Count == 0 || seen.Contains(Mark.NotEvaluated) ? Mark.NotEvaluated
            : seen.Contains(Mark.Inconclusive) ? Mark.Inconclusive
            : Mark.Pass;
    }
}
