using Millrace.Kernel.Problems;
using Millrace.Kernel.Verdicts;
using Millrace.Pipelines.Contracts;
using Millrace.Server.Composition;

namespace Millrace.Cli.Commands.Workflows;

/// <summary>The document of <c>run --json</c>.</summary>
internal static class RunJson
{
    public static object Of(RunArtifacts artifacts, Outcome<RunPapers> papers) => new
    {
        pipelineRunId = artifacts.Run.PipelineRunId,
        workflow = artifacts.Run.Workflow,
        status = artifacts.Run.Status,
        verdict = VerdictOf(artifacts),
        modelVersion = artifacts.Version?.Version,
        stage = artifacts.Stage,
        metrics = artifacts.Evaluation?.Candidate.Metrics.ToDictionary(m => $"test.{m.Key}", m => m.Value),
        baselines = artifacts.Evaluation?.Baselines.ToDictionary(b => b.Name, b => b.Metrics),
        gates = artifacts.GateVerdicts,
        drift = artifacts.Drift is { } drift ? new { verdicts = drift.Verdicts, retraining = drift.Retraining } : null,
        peakMemoryBytes = artifacts.Run.PeakMemoryBytes,
        wallMs = artifacts.Run.ElapsedMs,
        predictions = papers.IsOk ? papers.Value.Predictions : null,
        report = papers.IsOk ? papers.Value.Report : null,
        design = papers.IsOk ? papers.Value.Design : null,
        problems = artifacts.Run.Problems.Concat(papers.Problems),
        steps = artifacts.Run.Steps.Select(step => new
        {
            id = step.Id,
            kind = step.Kind,
            status = step.Status,
            elapsedMs = step.ElapsedMs,
            peakMemoryBytes = step.PeakMemoryBytes,
            summary = step.Summary.ToDictionary(fact => fact.Key, fact => fact.Value),
            outputs = step.Outputs.ToDictionary(output => output.Key, output => output.Value.Digest),
        }),
    };

    /// <summary>The gates' verdict: what was never evaluated has not passed.</summary>
    private static Decision VerdictOf(RunArtifacts artifacts) =>
        artifacts.Run.Status is PipelineStatus.Failed or PipelineStatus.Cancelled
            ? Decision.NotEvaluated
            : Verdict.Worst(artifacts.GateVerdicts.Select(verdict => verdict.Decision));
}
