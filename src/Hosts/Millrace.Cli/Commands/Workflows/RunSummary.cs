using Millrace.Cli.Terminal;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Verdicts;
using Millrace.Server.Composition;
using Millrace.Training.Contracts;

namespace Millrace.Cli.Commands.Workflows;

/// <summary>What a run came to, for people.</summary>
internal static class RunSummary
{
    private static readonly string[] HeadlineMetrics = ["roc_auc", "pr_auc", "log_loss", "brier", "business_value"];

    public static void Show(Terminal.Terminal terminal, RunArtifacts artifacts, Outcome<RunPapers> papers)
    {
        ShowMetrics(terminal, artifacts);
        if (artifacts.GateVerdicts.Count > 0)
        {
            terminal.Show(
                ["gate", "about", "verdict", "why"],
                artifacts.GateVerdicts.Select(v => (string[])[v.Clause, v.Slice ?? v.Subject, Words.Of(v.Decision), v.Reason]), "gates");
        }

        if (artifacts.Drift is { } drift)
        {
            terminal.Show(["drift", "verdict", "why"], drift.Verdicts.Select(v => (string[])[v.Clause, Words.Of(v.Decision), v.Reason]), "drift");
            var fires = drift.Retraining.Fires ? $"fires; automation is '{drift.Retraining.Automation}'" : "does not fire";
            terminal.Say($"Retraining policy {fires}.");
        }

        if (artifacts.Version is { } version)
        {
            terminal.Say($"Model {version.Model} version {version.Version} is in {artifacts.Stage}.");
        }

        ShowTimes(terminal, artifacts);
        if (papers.IsOk)
        {
            ShowPapers(terminal, papers.Value);
        }
    }

    private static void ShowPapers(Terminal.Terminal terminal, RunPapers papers)
    {
        if (papers.Predictions is { } predictions)
        {
            terminal.Say($"Predictions:     {predictions}");
        }

        terminal.Say($"Design document: {papers.Design}");
        terminal.Say($"Report:          {papers.Report}");
    }

    private static void ShowMetrics(Terminal.Terminal terminal, RunArtifacts artifacts)
    {
        if (artifacts.Evaluation is not { } evaluation || artifacts.Model is not { } model)
        {
            return;
        }

        var names = HeadlineMetrics.Where(evaluation.Candidate.Metrics.ContainsKey).ToList();
        var rows = names.Select(name => (string[])[
            name, Estimate(evaluation.Candidate.Metrics[name]),
            .. evaluation.Baselines.Select(baseline => baseline.Metrics.TryGetValue(name, out var metric) ? Words.Number(metric.Value) : "–"),
            name == model.Spec.Problem.EvaluationMetric ? Words.Number(model.Spec.Problem.SuccessThreshold) : "",
            name == "business_value" ? model.Spec.Problem.Business.Unit : ""]);
        terminal.Show(
            ["test", "candidate [95 %]", .. evaluation.Baselines.Select(baseline => baseline.Name), "threshold", "unit"], rows,
            $"{artifacts.Run.Workflow}: {Words.Count(evaluation.RowCount)} test rows");
    }

    private static string Estimate(MetricEstimate metric) =>
        $"{Words.Number(metric.Value)} [{Words.Number(metric.Low)}, {Words.Number(metric.High)}]";

    private static void ShowTimes(Terminal.Terminal terminal, RunArtifacts artifacts)
    {
        var slowest = artifacts.Run.Steps.Where(step => step.ElapsedMs >= 500).OrderByDescending(step => step.ElapsedMs).Take(5)
            .Select(step => $"{step.Id} {Words.Seconds(step.ElapsedMs)}");
        terminal.Say($"Took {Words.Seconds(artifacts.Run.ElapsedMs)} ({string.Join(", ", slowest)}); memory peak {Words.Megabytes(artifacts.Run.PeakMemoryBytes)}.");
    }
}
