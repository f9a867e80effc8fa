using Millrace.Kernel.Identity;
using Millrace.Tracking.Contracts;
using Millrace.Tracking.Inputs;

namespace Millrace.Tracking.Runs;

/// <summary>A run as its rows hold it.</summary>
internal sealed class RunRecord
{
    public long Number { get; init; }

    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    public string Status { get; init; } = "";

    public long Experiment { get; init; }

    public string Stage { get; init; } = "";

    public string ArtifactUri { get; init; } = "";

    public string? Parent { get; init; }

    public long StartedAt { get; init; }

    public long? EndedAt { get; init; }

    public string? User { get; init; }

    public string? Source { get; init; }

    public string? GitCommit { get; init; }

    public long? GitIsDirty { get; init; }

    /// <summary>The latest value of each metric, by key number.</summary>
    public List<LatestMetric> Metrics { get; } = [];

    /// <summary>By key.</summary>
    public List<KeyValuePair<string, string>> Params { get; } = [];

    /// <summary>By key.</summary>
    public List<KeyValuePair<string, string>> Tags { get; } = [];

    /// <summary>The data it read, in the order it was logged.</summary>
    public List<DatasetInput> Inputs { get; } = [];

    /// <summary>The models it read.</summary>
    public List<ModelLink> ModelInputs { get; } = [];

    /// <summary>The models it made.</summary>
    public List<ModelLink> ModelOutputs { get; } = [];

    public RunView ToView(IReadOnlyList<RunArtifact> artifacts, IReadOnlyList<RunDataset> inputs) => new(
        RunId.Parse(Id), Name, RunStatusWords.Parse(Status) ?? RunStatus.Running, Metrics.ToDictionary(metric => metric.Key, metric => metric.Value),
        Params.ToDictionary(pair => pair.Key, pair => pair.Value), Tags.ToDictionary(pair => pair.Key, pair => pair.Value),
        new ExperimentId(Experiment), RunId.TryParse(Parent, out var parent) ? parent : null, DateTimeOffset.FromUnixTimeMilliseconds(StartedAt),
        EndedAt is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null, User, Source, GitCommit,
        GitIsDirty is { } isDirty ? isDirty != 0 : null, artifacts, inputs);
}

/// <summary>The newest value of a metric; NaN is NaN here.</summary>
internal readonly record struct LatestMetric(string Key, double Value, long TimestampMs, long Step);
