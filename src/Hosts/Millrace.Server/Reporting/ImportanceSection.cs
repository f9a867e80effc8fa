using Millrace.Reports.Charts;
using Millrace.Reports.Numbers;
using Millrace.Reports.Pages;

namespace Millrace.Server.Reporting;

/// <summary>What the model relies on.</summary>
internal static class ImportanceSection
{
    private const string Title = "Importance";
    private const int BarCount = 20;

    public static Section Of(RunReportInput input)
    {
        if (input.Evaluation is not { Importance.Count: > 0 } evaluation)
        {
            return RunReport.NotRun(Title, "permutation importance was not computed.");
        }

        var metric = Words.Metric(input.Model?.Spec.Problem.EvaluationMetric ?? "the metric");
        var ranked = evaluation.Importance.OrderByDescending(feature => feature.Drop).ToList();
        var rest = ranked.Skip(BarCount).ToList();
        return new Section(Title,
        [
            new ChartBlock(new BarChart(
                "Permutation importance", new Axis(""), new Axis($"Drop of {metric}"), [.. ranked.Take(BarCount).Select(feature => new Bar(feature.Feature, feature.Drop))])
            {
                IsHorizontal = true,
                Caption = rest.Count == 0 ? null : $"The other {Words.Many(rest.Count, "feature")} cost at most {HumanNumber.Fixed(rest.Max(feature => Math.Abs(feature.Drop)))} each.",
            }),
        ])
        {
            Lead = $"What the model relies on: how much {metric} falls when one feature's values are shuffled, on {HumanNumber.Count(ranked[0].RowCount)} test rows. Features that say the same share their importance.",
        };
    }
}
