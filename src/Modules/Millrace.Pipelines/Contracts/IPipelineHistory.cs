using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Steps;

namespace Millrace.Pipelines.Contracts;

/// <summary>Reads the tenant's recorded executions.</summary>
public interface IPipelineHistory
{
    /// <summary>Executions, newest first, without their steps.</summary>
    /// <param name="workflow">Only of this workflow; null for all.</param>
    /// <param name="limit">At most so many, 1 or more.</param>
    /// <param name="ct">Stops it.</param>
    Task<IReadOnlyList<PipelineOutcome>> ListAsync(string? workflow, int limit, CancellationToken ct);

    /// <summary>One execution with its steps and their verdicts.</summary>
    /// <returns>It, or <c>pipeline.run-not-found</c>.</returns>
    Task<Outcome<PipelineOutcome>> ShowAsync(PipelineRunId id, CancellationToken ct);

    /// <summary>The plan an execution ran, to run it again as it was.</summary>
    /// <returns>It, or <c>pipeline.run-not-found</c>.</returns>
    Task<Outcome<Plan>> PlanAsync(PipelineRunId id, CancellationToken ct);

    /// <summary>The newest execution of a workflow, however it ended; null when there is none.</summary>
    Task<PipelineOutcome?> LatestAsync(string workflow, CancellationToken ct);

    /// <summary>What the newest step of a kind gave that gave this output, also in an execution that failed later; null when none did.</summary>
    /// <param name="workflow">The workflow's name.</param>
    /// <param name="stepKind">The step's kind, e.g. <c>training.train</c>.</param>
    /// <param name="output">The output's name.</param>
    /// <param name="ct">Stops it.</param>
    Task<ArtifactRef?> LatestOutputAsync(string workflow, string stepKind, string output, CancellationToken ct);
}

/// <summary>The event types of this module.</summary>
public static class PipelineEventTypes
{
    /// <summary>An execution began.</summary>
    public const string Started = "PIPELINE_RUN_STARTED";

    /// <summary>An execution ended, well or not.</summary>
    public const string Ended = "PIPELINE_RUN_ENDED";
}
