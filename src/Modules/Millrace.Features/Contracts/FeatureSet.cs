using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Steps;

namespace Millrace.Features.Contracts;

/// <summary>The definition of a set of features: one for training and for serving.</summary>
/// <param name="FormatVersion">1.</param>
/// <param name="Spec">As compiled from the workflow.</param>
/// <param name="Features">Every feature, in the order in which a model takes them.</param>
/// <param name="RequestFields">Raw columns a request must carry, with their types.</param>
/// <param name="Lookups">Source → its dataset version, for the lookups of the preparation.</param>
/// <param name="LookupFiles">The same sources' files.</param>
public sealed record FeatureSet(
    int FormatVersion,
    FeatureSetSpec Spec,
    IReadOnlyList<FeatureInfo> Features,
    IReadOnlyList<FeatureField> RequestFields,
    IReadOnlyDictionary<string, Digest> Lookups,
    IReadOnlyDictionary<string, BlobRef> LookupFiles) : IArtifact
{
    /// <inheritdoc/>
    public static string ArtifactType => "feature-set";

    /// <inheritdoc/>
    public IEnumerable<BlobRef> Blobs() => LookupFiles.Values;
}

/// <summary>A typed field.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">DuckDB's type name, lower case.</param>
public sealed record FeatureField(string Name, string Type);

/// <summary>How a feature's values travel from the feature store to the model.</summary>
public enum FeatureType
{
    /// <summary>Double; missing is NaN.</summary>
    Number,

    /// <summary>Text; missing is the empty string.</summary>
    Text,
}

/// <summary>One feature with its documentation.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">How its values travel.</param>
/// <param name="Source">The view and entity, or "request".</param>
/// <param name="Transformation">What is computed, in words: <c>mean(late) over 2h by origin</c> or the expression.</param>
/// <param name="Description">For people.</param>
/// <param name="Expected">Expected distribution.</param>
/// <param name="Leakage">Leakage note; null when none was written.</param>
/// <param name="IsTemporal">Whether it depends on time, so that a leakage note is required.</param>
public sealed record FeatureInfo(
    string Name, FeatureType Type, string Source, string Transformation, string Description,
    ExpectedDistribution? Expected, string? Leakage, bool IsTemporal);
