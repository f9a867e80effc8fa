using Millrace.Kernel.Digests;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Steps;
using Millrace.Kernel.Verdicts;

namespace Millrace.Pipelines.Contracts;

/// <summary>Where an execution of a plan stands.</summary>
public enum PipelineStatus
{
    /// <summary>Its process works on it.</summary>
    Running,

    /// <summary>Every step gave its outputs.</summary>
    Succeeded,

    /// <summary>A step failed.</summary>
    Failed,

    /// <summary>A step did its work and ended the plan: a gate not passed. Outputs so far are kept.</summary>
    Halted,

    /// <summary>Somebody stopped it.</summary>
    Cancelled,

    /// <summary>Its process died; running the plan again goes on where it stopped.</summary>
    Interrupted,
}

/// <summary>Where a step of an execution stands.</summary>
public enum StepStatus
{
    /// <summary>Not started yet.</summary>
    Pending,

    /// <summary>At work.</summary>
    Running,

    /// <summary>Done now.</summary>
    Succeeded,

    /// <summary>Done before; the outputs are the recorded ones and all their blobs exist.</summary>
    Cached,

    /// <summary>Gave problems instead of outputs.</summary>
    Failed,

    /// <summary>Gave its outputs and ended the plan.</summary>
    Halted,

    /// <summary>Stopped in the middle.</summary>
    Cancelled,

    /// <summary>Never started, because the plan ended before.</summary>
    Skipped,

    /// <summary>Its process died in the middle.</summary>
    Interrupted,
}

/// <summary>An execution of a plan, ended or as it stands.</summary>
/// <param name="PipelineRunId">Its name.</param>
/// <param name="Workflow">The plan's workflow.</param>
/// <param name="Project">The plan's project.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Problems">Why it did not succeed; empty when it did or is running.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="ElapsedMs">From start to end; 0 while it is running.</param>
/// <param name="Steps">In the plan's order.</param>
public sealed record PipelineOutcome(
    PipelineRunId PipelineRunId, string Workflow, string Project, PipelineStatus Status, IReadOnlyList<Problem> Problems,
    DateTimeOffset StartedAt, double ElapsedMs, IReadOnlyList<StepOutcome> Steps)
{
    /// <summary>The first problem; null when there is none.</summary>
    public Problem? Problem => Problems.Count == 0 ? null : Problems[0];

    /// <summary>The most memory that this process or a worker held; bytes.</summary>
    public long PeakMemoryBytes => Steps.Select(step => step.PeakMemoryBytes).DefaultIfEmpty().Max();

    /// <summary>An output of a step; null when the step gave none of that name.</summary>
    public ArtifactRef? OutputOf(string stepId, string name) =>
        Steps.FirstOrDefault(step => step.Id == stepId)?.Outputs.GetValueOrDefault(name);
}

/// <summary>One step of an execution.</summary>
/// <param name="Id">Its id in the plan.</param>
/// <param name="Kind">What did it.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="IsFromCache">Whether the outputs are those of an earlier execution; true for every cached step and for a
/// cached step that halts.</param>
/// <param name="StartedAt">UTC; null when it never started.</param>
/// <param name="ElapsedMs">From start to end; 0 when it has not ended.</param>
/// <param name="CacheKey">What its work depends on; null when it never started.</param>
/// <param name="Outputs">Output name → artifact.</param>
/// <param name="Verdicts">What it decided.</param>
/// <param name="Summary">A few facts for people.</param>
/// <param name="PeakMemoryBytes">VmHWM of this process at the step's end or of its workers, whichever is larger.</param>
/// <param name="Problems">Why it failed or halted; empty otherwise.</param>
public sealed record StepOutcome(
    string Id, string Kind, StepStatus Status, bool IsFromCache, DateTimeOffset? StartedAt, double ElapsedMs, Digest? CacheKey,
    IReadOnlyDictionary<string, ArtifactRef> Outputs, IReadOnlyList<Verdict> Verdicts,
    IReadOnlyList<KeyValuePair<string, string>> Summary, long PeakMemoryBytes, IReadOnlyList<Problem> Problems)
{
    /// <summary>A step that has done nothing.</summary>
    public static StepOutcome Idle(string id, string kind, StepStatus status) =>
        new(id, kind, status, false, null, 0, null, new Dictionary<string, ArtifactRef>(), [], [], 0, []);
}
