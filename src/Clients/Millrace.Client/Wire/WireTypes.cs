namespace Millrace.Client.Wire;

internal sealed record Pair(string Key, string Value);

internal sealed record Metric(string Key, double Value, long Timestamp, long Step);

internal sealed record LogBatch(string RunId, IReadOnlyList<Metric>? Metrics, IReadOnlyList<Pair>? Params, IReadOnlyList<Pair>? Tags);

internal sealed record CreateExperiment(string Name);

internal sealed record ExperimentCreated(string ExperimentId);

internal sealed record ExperimentFound(ExperimentInfo Experiment);

internal sealed record ExperimentInfo(string ExperimentId, string? LifecycleStage);

internal sealed record CreateRun(string ExperimentId, string? RunName, long StartTime, IReadOnlyList<Pair> Tags);

internal sealed record UpdateRun(string RunId, string Status, long EndTime);

internal sealed record RunFound(Run Run);

internal sealed record Run(RunInfo Info, RunData? Data);

internal sealed record RunInfo(
    string RunId, string? RunName, string ExperimentId, string Status, long? StartTime, long? EndTime, string ArtifactUri);

internal sealed record RunData(IReadOnlyList<Metric>? Metrics, IReadOnlyList<Pair>? Params, IReadOnlyList<Pair>? Tags);

internal sealed record SearchRuns(
    IReadOnlyList<string> ExperimentIds, string? Filter, int MaxResults, IReadOnlyList<string>? OrderBy, string? PageToken);

internal sealed record RunsFound(IReadOnlyList<Run>? Runs, string? NextPageToken);

internal sealed record History(IReadOnlyList<Metric>? Metrics, string? NextPageToken);

internal sealed record CreateModel(string Name);

internal sealed record CreateVersion(string Name, string Source, string? RunId);

internal sealed record SetAlias(string Name, string Alias, string Version);

internal sealed record Transition(string Name, string Version, string Stage, bool ArchiveExistingVersions);

internal sealed record VersionFound(Version ModelVersion);

internal sealed record Version(
    string Name, [property: System.Text.Json.Serialization.JsonPropertyName("version")] string Number, string? CurrentStage, string? Source,
    string? RunId, IReadOnlyList<string>? Aliases, IReadOnlyList<Pair>? Tags);

internal sealed record Nothing;

internal sealed record ErrorBody(string? ErrorCode, string? Message);
