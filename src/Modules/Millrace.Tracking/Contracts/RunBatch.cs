namespace Millrace.Tracking.Contracts;

/// <summary>Things to log to a run, all at once or not at all.</summary>
public sealed record RunBatch
{
    /// <summary>Metrics; the same point twice is one.</summary>
    public IReadOnlyList<MetricPoint> Metrics { get; init; } = [];

    /// <summary>Parameters; they never change: the same value again is no error, another is.</summary>
    public IReadOnlyDictionary<string, string> Params { get; init; } = new Dictionary<string, string>();

    /// <summary>Tags; the last value counts.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}

/// <summary>One value of a metric.</summary>
/// <param name="Key">E.g. <c>test.roc_auc</c>; up to 250 characters.</param>
/// <param name="Value">May be NaN or infinite.</param>
/// <param name="TimestampMs">Unix milliseconds, UTC.</param>
/// <param name="Step">Training round, epoch or 0.</param>
public sealed record MetricPoint(string Key, double Value, long TimestampMs, long Step = 0);

/// <summary>Data that a run read.</summary>
/// <param name="Name">E.g. <c>flights</c>.</param>
/// <param name="Digest">Of the dataset version or file, as text.</param>
/// <param name="SourceType">What kind of source it is, e.g. <c>millrace-dataset</c>.</param>
/// <param name="Source">Where it is, as JSON or text.</param>
/// <param name="Context">What it was used for: <c>training</c>, <c>validation</c>, <c>test</c>.</param>
public sealed record RunDataset(string Name, string Digest, string SourceType, string Source, string Context);

/// <summary>A file of a run.</summary>
/// <param name="Path">Relative, with <c>/</c>; no <c>..</c>.</param>
/// <param name="Digest">The blob's digest.</param>
/// <param name="SizeBytes">The blob's length.</param>
public sealed record RunArtifact(string Path, Kernel.Digests.Digest Digest, long SizeBytes);
