using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Steps;

namespace Millrace.Serving.Contracts;

/// <summary>Parameters of <c>serving.deploy</c>.</summary>
/// <param name="Endpoint">Name in the URL.</param>
/// <param name="Model">The registered model.</param>
/// <param name="Fallback">What answers when the model cannot; null for an error.</param>
/// <param name="LatencyP50">Promise; null for none.</param>
/// <param name="LatencyP99">Promise; null for none.</param>
/// <param name="ThroughputPerSecond">Promise; null for none.</param>
/// <param name="PositiveLabel">What a positive decision is called in answers, e.g. <c>late</c>.</param>
public sealed record DeploySpec(
    string Endpoint, string Model, FallbackSpec? Fallback, TimeSpan? LatencyP50, TimeSpan? LatencyP99,
    double? ThroughputPerSecond, string PositiveLabel);

/// <summary>What answers when the model is unavailable.</summary>
/// <param name="Type"><c>baseline</c> or <c>constant</c>.</param>
/// <param name="Baseline">For baseline: a prior or rule baseline's name.</param>
/// <param name="Value">For constant: the probability.</param>
public sealed record FallbackSpec(string Type, string? Baseline, double? Value);

/// <summary>What an endpoint answers with.</summary>
/// <param name="FormatVersion">1.</param>
/// <param name="Endpoint">Its name.</param>
/// <param name="Model">The registered model.</param>
/// <param name="Version">Its version.</param>
/// <param name="TrainedModel">Digest of the trained model.</param>
/// <param name="FeatureSet">Digest of the feature definitions.</param>
/// <param name="Online">Digest of the online snapshot's document.</param>
/// <param name="Onnx">The graph.</param>
/// <param name="Spec">As deployed.</param>
public sealed record Deployment(
    int FormatVersion, string Endpoint, string Model, int Version, Digest TrainedModel, Digest FeatureSet,
    Digest Online, BlobRef Onnx, DeploySpec Spec) : IArtifact
{
    /// <inheritdoc/>
    public static string ArtifactType => "deployment";

    /// <inheritdoc/>
    public IEnumerable<BlobRef> Blobs() => [Onnx];
}

/// <summary>Parameters of <c>serving.predict-batch</c>.</summary>
/// <param name="Model">The registered model.</param>
/// <param name="Split">Which part of the split is scored.</param>
/// <param name="OutputFormat"><c>parquet</c>, <c>csv</c> or <c>jsonl</c>.</param>
public sealed record BatchSpec(string Model, string Split, string OutputFormat);

/// <summary>Predictions written by a batch.</summary>
/// <param name="FormatVersion">1.</param>
/// <param name="Model">The registered model.</param>
/// <param name="Version">Its version.</param>
/// <param name="File">Columns <c>_row_id</c>, <c>_event_time</c>, <c>probability</c>, <c>decision</c>.</param>
/// <param name="RowCount">Rows.</param>
/// <param name="PositiveShare">Share of positive decisions.</param>
public sealed record BatchPredictions(
    int FormatVersion, string Model, int Version, BlobRef File, long RowCount, double PositiveShare) : IArtifact
{
    /// <inheritdoc/>
    public static string ArtifactType => "batch-predictions";

    /// <inheritdoc/>
    public IEnumerable<BlobRef> Blobs() => [File];
}
