using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;

namespace Millrace.Kernel.Steps;

/// <summary>A document that one step gives and another takes: a manifest stored as a JSON blob.</summary>
public interface IArtifact
{
    /// <summary>Stable type name, e.g. <c>dataset-version</c>.</summary>
    static abstract string ArtifactType { get; }

    /// <summary>The blobs it names; a cached step is used again only when all of them exist.</summary>
    IEnumerable<BlobRef> Blobs();
}

/// <summary>A stored artifact.</summary>
/// <param name="Type">Its <see cref="IArtifact.ArtifactType"/>.</param>
/// <param name="Digest">Digest of its JSON document: equal content, equal artifact.</param>
/// <param name="Blobs">The blobs it names, without the document itself.</param>
public sealed record ArtifactRef(string Type, Digest Digest, IReadOnlyList<Digest> Blobs);
