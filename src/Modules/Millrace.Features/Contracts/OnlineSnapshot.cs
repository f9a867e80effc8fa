using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Steps;

namespace Millrace.Features.Contracts;

/// <summary>Materialized online features: what serving maps into memory to answer windows at any instant.</summary>
/// <param name="FormatVersion">1.</param>
/// <param name="FeatureSet">Digest of the feature set it was made with.</param>
/// <param name="Dataset">Digest of the dataset version it was made from.</param>
/// <param name="Files">View → its file.</param>
/// <param name="AsOfUtc">The newest created time in it.</param>
/// <param name="RowCount">Source rows kept.</param>
public sealed record OnlineSnapshot(
    int FormatVersion, Digest FeatureSet, Digest Dataset, IReadOnlyDictionary<string, BlobRef> Files,
    DateTimeOffset AsOfUtc, long RowCount) : IArtifact
{
    /// <inheritdoc/>
    public static string ArtifactType => "online-snapshot";

    /// <inheritdoc/>
    public IEnumerable<BlobRef> Blobs() => Files.Values;
}
