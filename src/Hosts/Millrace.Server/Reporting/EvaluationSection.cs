using Millrace.Reports.Charts;
using Millrace.Reports.Numbers;
using Millrace.Reports.Pages;
using Millrace.Training.Contracts;

namespace Millrace.Server.Reporting;

/// <summary>How good the candidate is on rows it has never seen.</summary>
internal static class EvaluationSection
{
    private const string Title = "Evaluation";

    public static Section Of(RunReportInput input)
    {
        if (input.Evaluation is not { } evaluation)
        {
            return RunReport.NotRun(Title, "the model was not evaluated on the test split.");
        }

        var share = evaluation.PositiveCount / (double)Math.Max(1, evaluation.RowCount);
        return new Section(Title,
        [
            MetricTables.Values(evaluation, input.Model?.Spec.Problem),
            .. evaluation.Baselines.Count > 0 ? new Block[] { MetricTables.Differences(evaluation, input.Model?.Spec.Problem) } : [],
            new GridBlock(
            [
                new Panel(null, [new ChartBlock(Roc(evaluation))]),
                new Panel(null, [new ChartBlock(PrecisionRecall(evaluation, share))]),
                new Panel(null, [new ChartBlock(Calibration(evaluation))]),
                new Panel(null, [new ChartBlock(ConfusionChart.Of(evaluation, input.Model?.Spec.Problem))]),
            ], 2),
        ])
        {
            Lead = $"{HumanNumber.Count(evaluation.RowCount)} {Words.Rows(input)} of the test split, {HumanNumber.Percent(share)} of them positive, read once at the end. {How(input.EvaluateSpec)}",
        };
    }

    private static string How(EvaluateSpec? spec) => spec is null
        ? "Intervals are bootstrapped."
        : $"Intervals: {HumanNumber.Percent(spec.Confidence)}, {HumanNumber.Count(spec.Resamples)} bootstrap resamples by {spec.Block}, seed {spec.Seed}.";

    private static LineChart Roc(EvaluationReport evaluation) => new(
        "ROC curve", Axis.Share("False positive rate"), Axis.Share("True positive rate"), [Curve(GlanceSection.CandidateName, evaluation.Roc)])
    { HasDiagonal = true, Caption = "The further above the diagonal, the better; the diagonal is a guess." };

    private static LineChart PrecisionRecall(EvaluationReport evaluation, double share) => new(
        "Precision and recall", Axis.Share("Recall"), Axis.Share("Precision"), [Curve(GlanceSection.CandidateName, evaluation.PrecisionRecall)])
    {
        Guides = [new GuideLine("share of positives", Y: share)],
        Caption = "Of those flagged, how many are right, against how many of all are found.",
    };

    private static CalibrationChart Calibration(EvaluationReport evaluation) => new(
        "Calibration", [.. evaluation.Calibration.Select(bin => new CalibrationPoint(bin.MeanPrediction, bin.ObservedShare, bin.RowCount))])
    { Caption = "On the diagonal, a predicted 30% happens in 30 of 100 cases. Larger points hold more rows." };

    private static LineSeries Curve(string name, IReadOnlyList<CurvePoint> points) =>
        new(name, [.. points.Select(point => new ChartPoint(point.X, point.Y))]);
}
