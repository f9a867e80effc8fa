using Millrace.Reports.Charts;
using Millrace.Reports.Numbers;
using Millrace.Reports.Pages;
using Millrace.Training.Contracts;

namespace Millrace.Server.Reporting;

/// <summary>The four outcomes at the decision threshold, with what each costs.</summary>
internal static class ConfusionChart
{
    public static HeatmapChart Of(EvaluationReport evaluation, ProblemSpec? problem)
    {
        var counts = evaluation.Candidate.Confusion;
        var total = Math.Max(1, counts.TruePositive + counts.FalsePositive + counts.FalseNegative + counts.TrueNegative);
        var business = problem?.Business;
        HeatCell Cell(int column, int row, string name, long count, double? each, bool isRight) => new(
            column, row, count,
            [
                name,
                $"{HumanNumber.Count(count)} ({HumanNumber.Percent(count / (double)total)})",
                .. each is { } value ? new[] { $"{HumanNumber.Number(value)} {business!.Unit}" } : [],
            ],
            isRight ? Tone.Good : Tone.Bad);

        var target = problem?.Target ?? "positive";
        return new HeatmapChart(
            "Confusion matrix",
            new Axis($"Predicted at threshold {HumanNumber.Fixed(evaluation.Candidate.DecisionThreshold)}"), [target, $"not {target}"],
            new Axis("Observed"), [target, $"not {target}"],
            [
                Cell(0, 0, "Found", counts.TruePositive, business?.TruePositive, true),
                Cell(1, 0, "Missed", counts.FalseNegative, business?.FalseNegative, false),
                Cell(0, 1, "False alarm", counts.FalsePositive, business?.FalsePositive, false),
                Cell(1, 1, "Rightly left alone", counts.TrueNegative, business?.TrueNegative, true),
            ])
        { Caption = Sentence(counts) };
    }

    private static string Sentence(ConfusionCounts counts)
    {
        var flagged = counts.TruePositive + counts.FalsePositive;
        var positive = counts.TruePositive + counts.FalseNegative;
        return flagged == 0 || positive == 0
            ? "At this threshold nothing is flagged, or nothing was there to be found."
            : $"Of 100 alarms {Math.Round(100.0 * counts.TruePositive / flagged):0} are right; of 100 real cases {Math.Round(100.0 * counts.TruePositive / positive):0} are found.";
    }
}
