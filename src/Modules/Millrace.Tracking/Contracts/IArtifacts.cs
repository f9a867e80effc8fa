using Millrace.Kernel.Digests;

namespace Millrace.Tracking.Contracts;

/// <summary>The files of runs and models: paths are rows, bytes are blobs.</summary>
public interface IArtifacts
{
    /// <summary>Every blob that any artifact of any tenant is; what removes blobs must leave these.</summary>
    Task<IReadOnlySet<Digest>> ReferencedDigestsAsync(CancellationToken ct);
}
