using Millrace.Pipelines.Contracts;
using Millrace.Workflows.Contracts;

namespace Millrace.Server.Composition;

/// <summary>A finished run as the facts that the design document and its verdicts rest on.</summary>
internal static class LastRunFactsOf
{
    public static LastRunFacts Run(RunArtifacts artifacts, LatencyFacts? latency) => new()
    {
        PipelineRun = artifacts.Run.PipelineRunId,
        FinishedAtUtc = artifacts.Run.StartedAt.AddMilliseconds(artifacts.Run.ElapsedMs),
        WallSeconds = artifacts.Run.ElapsedMs / 1000,
        PeakMemoryBytes = artifacts.Run.PeakMemoryBytes,
        Steps = [.. artifacts.Run.Steps.Select(Step)],
        Dataset = artifacts.Dataset,
        Checks = artifacts.Checks,
        TrainingSet = artifacts.TrainingSet,
        Split = artifacts.Split,
        Model = artifacts.Model,
        Evaluation = artifacts.Evaluation,
        Version = artifacts.Version,
        Stage = artifacts.Stage,
        Gates = artifacts.GateVerdicts,
        Deployment = artifacts.Deployment,
        Predictions = artifacts.Predictions,
        Drift = artifacts.Drift,
        Latency = latency,
    };

    private static StepFacts Step(StepOutcome step) => new(
        step.Id, step.Status.ToString().ToLowerInvariant(), step.ElapsedMs / 1000, step.Summary, step.Outputs.Values.FirstOrDefault()?.Digest);
}
