using Millrace.Reports.Charts;
using Millrace.Reports.Pages;
using Millrace.Training.Contracts;

namespace Millrace.Server.Reporting;

/// <summary>The candidate beside its baselines: in money and in the evaluation metric.</summary>
internal static class GlanceSection
{
    public const string CandidateName = "This model";
    private const string Title = "Against the baselines";

    public static Section Of(RunReportInput input, BusinessValue? business)
    {
        if (input.Evaluation is not { } evaluation)
        {
            return RunReport.NotRun(Title, "there is no evaluation to compare.");
        }

        List<Panel> panels = [];
        var metric = Words.Bare(input.Model?.Spec.Problem.EvaluationMetric ?? "roc_auc");
        var threshold = input.Model?.Spec.Problem.SuccessThreshold;
        panels.Add(new Panel(null,
        [
            new ChartBlock(Forest($"{Words.Metric(metric)} on the test split", metric, new Axis(Words.Metric(metric)), evaluation) with
            {
                Bound = threshold is { } least ? new GuideLine("asked for", X: least) : null,
            }),
        ]));
        if (business is not null)
        {
            panels.Add(new Panel(null,
            [
                new ChartBlock(Forest(Words.Sentence(business.Spec.Name), business.Key, new Axis(business.Spec.Minimize ? "Less is better" : "More is better") { Unit = business.Spec.Unit }, evaluation)),
            ]));
        }

        return new Section(Title, [new GridBlock(panels, 2)])
        {
            Lead = $"The same test rows for all, each with its own decision threshold chosen on validation. Bars are {Confidence(input)} intervals.",
        };
    }

    public static ForestChart Forest(string title, string metric, Axis axis, EvaluationReport evaluation) => new(
        title, axis,
        [
            .. new[] { evaluation.Candidate }.Concat(evaluation.Baselines)
                .Where(model => model.Metrics.ContainsKey(metric))
                .Select((model, index) =>
                {
                    var estimate = model.Metrics[metric];
                    return new ForestRow(
                        index == 0 ? CandidateName : model.Name, estimate.Value, estimate.Low, estimate.High, index == 0 ? Ink.Main : Ink.Reference);
                }),
        ]);

    public static string Confidence(RunReportInput input) => input.EvaluateSpec is { } spec
        ? $"{Millrace.Reports.Numbers.HumanNumber.Percent(spec.Confidence)} bootstrap"
        : "bootstrap";
}
