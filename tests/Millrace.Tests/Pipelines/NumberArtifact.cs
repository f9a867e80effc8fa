using Millrace.Kernel.Blobs;
using Millrace.Kernel.Steps;

namespace Millrace.Tests.Pipelines;

/// <summary>A number, and a blob of it, as a step's output.</summary>
public sealed record NumberArtifact(long Value, BlobRef? Blob) : IArtifact
{
    public static string ArtifactType => "number";

    public IEnumerable<BlobRef> Blobs() => Blob is null ? [] : [Blob];
}
