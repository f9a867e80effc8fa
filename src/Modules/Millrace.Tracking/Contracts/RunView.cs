using Millrace.Kernel.Identity;

namespace Millrace.Tracking.Contracts;

/// <summary>A run as it stands; the JSON of <c>runs list</c> and <c>runs show</c>.</summary>
/// <param name="RunId">Its id.</param>
/// <param name="Name">For people.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Metrics">Key → the value of the greatest step, then timestamp.</param>
/// <param name="Params">Key → value.</param>
/// <param name="Tags">Key → value.</param>
/// <param name="ExperimentId">The experiment it belongs to.</param>
/// <param name="ParentRunId">The run it is part of; null for none.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="EndedAt">UTC; null while it runs.</param>
/// <param name="User">Who started it; null when unknown.</param>
/// <param name="Source">What started it; null when unknown.</param>
/// <param name="GitCommit">The source's commit; null when unknown.</param>
/// <param name="GitIsDirty">Whether the working tree had changes; null when unknown.</param>
/// <param name="Artifacts">Its files, by path; only when one run is asked for, else empty.</param>
/// <param name="Inputs">The data it read; only when one run is asked for, else empty.</param>
public sealed record RunView(
    RunId RunId,
    string Name,
    RunStatus Status,
    IReadOnlyDictionary<string, double> Metrics,
    IReadOnlyDictionary<string, string> Params,
    IReadOnlyDictionary<string, string> Tags,
    ExperimentId ExperimentId,
    RunId? ParentRunId,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    string? User,
    string? Source,
    string? GitCommit,
    bool? GitIsDirty,
    IReadOnlyList<RunArtifact> Artifacts,
    IReadOnlyList<RunDataset> Inputs);
