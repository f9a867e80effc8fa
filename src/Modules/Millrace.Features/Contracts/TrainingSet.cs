using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Steps;

namespace Millrace.Features.Contracts;

/// <summary>Rows with point-in-time features, label and clocks, ordered by event time and then row id.</summary>
/// <remarks>Parquet columns: <c>_row_id</c> BIGINT, <c>_event_time</c> and <c>_created_time</c> TIMESTAMP (UTC),
/// <c>_label</c> (DOUBLE; 0 or 1 for booleans, null when unknown), each feature under its own name (DOUBLE or VARCHAR), and
/// <c>_baseline_{name}</c> DOUBLE for each rule baseline.</remarks>
/// <param name="FormatVersion">1.</param>
/// <param name="FeatureSet">Digest of the <see cref="Contracts.FeatureSet"/> document.</param>
/// <param name="Dataset">Digest of the dataset version.</param>
/// <param name="File">The Parquet file.</param>
/// <param name="RowCount">Rows.</param>
/// <param name="FirstEventTimeUtc">Smallest event time.</param>
/// <param name="LastEventTimeUtc">Largest event time.</param>
public sealed record TrainingSet(
    int FormatVersion, Digest FeatureSet, Digest Dataset, BlobRef File, long RowCount,
    DateTimeOffset FirstEventTimeUtc, DateTimeOffset LastEventTimeUtc) : IArtifact
{
    /// <inheritdoc/>
    public static string ArtifactType => "training-set";

    /// <inheritdoc/>
    public IEnumerable<BlobRef> Blobs() => [File];
}
