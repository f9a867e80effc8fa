using Millrace.Kernel.Digests;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Steps;
using Millrace.Kernel.Verdicts;
using Millrace.Pipelines.Contracts;

namespace Millrace.Pipelines.History;

/// <summary>A verdict as its row holds it.</summary>
internal sealed class VerdictRow
{
    public long Position { get; init; }

    public string Verdict { get; init; } = "";
}

/// <summary>An execution as its row holds it.</summary>
internal sealed class RunRow
{
    public string Id { get; init; } = "";

    public string Workflow { get; init; } = "";

    public string Project { get; init; } = "";

    public string Status { get; init; } = "";

    public string Problems { get; init; } = "";

    public long StartedAt { get; init; }

    public double ElapsedMs { get; init; }

    public PipelineOutcome ToOutcome(IReadOnlyList<StepOutcome> steps) => new(
        PipelineRunId.TryParse(Id, out var id) ? id : default, Workflow, Project, RowJson.Named<PipelineStatus>(Status),
        RowJson.Read<List<Problem>>(Problems), DateTimeOffset.FromUnixTimeMilliseconds(StartedAt), ElapsedMs, steps);
}

/// <summary>A step as its row holds it.</summary>
internal sealed class StepRow
{
    public long Position { get; init; }

    public string StepId { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Status { get; init; } = "";

    public long IsFromCache { get; init; }

    public long? StartedAt { get; init; }

    public double ElapsedMs { get; init; }

    public string? CacheKey { get; init; }

    public string Outputs { get; init; } = "";

    public string Summary { get; init; } = "";

    public long PeakMemoryBytes { get; init; }

    public string Problems { get; init; } = "";

    public StepOutcome ToOutcome(IReadOnlyList<Verdict> verdicts) => new(
        StepId, Kind, RowJson.Named<StepStatus>(Status), IsFromCache != 0,
        StartedAt is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null, ElapsedMs,
        Digest.TryParse(CacheKey, out var key) ? key : null, RowJson.Read<Dictionary<string, ArtifactRef>>(Outputs), verdicts,
        RowJson.Read<List<KeyValuePair<string, string>>>(Summary), PeakMemoryBytes, RowJson.Read<List<Problem>>(Problems));
}
