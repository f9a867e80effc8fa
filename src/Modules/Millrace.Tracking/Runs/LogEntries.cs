using Millrace.Tracking.Contracts;

namespace Millrace.Tracking.Runs;

/// <summary>Things to log to a run, in the order they came.</summary>
internal sealed record LogEntries
{
    public IReadOnlyList<MetricPoint> Metrics { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, string>> Params { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    /// <summary>Those of the metrics that also belong to a logged model.</summary>
    public IReadOnlyList<ModelMetric> ModelMetrics { get; init; } = [];

    /// <summary>Whether it is a request for one thing; then messages name no place in a list.</summary>
    public bool IsSingle { get; init; }

    public static LogEntries Of(RunBatch batch) => new() { Metrics = batch.Metrics, Params = [.. batch.Params], Tags = [.. batch.Tags] };
}

/// <summary>A metric of a logged model.</summary>
/// <param name="Point">The value.</param>
/// <param name="ModelId">The model.</param>
/// <param name="DatasetName">What it was measured on; empty when unknown.</param>
/// <param name="DatasetDigest">Its digest; empty when unknown.</param>
internal sealed record ModelMetric(MetricPoint Point, string ModelId, string DatasetName, string DatasetDigest);
