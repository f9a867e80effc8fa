using Millrace.Kernel.Digests;

namespace Millrace.Kernel.Blobs;

/// <summary>An immutable blob, named by its content.</summary>
/// <param name="Digest">SHA-256 of the bytes.</param>
/// <param name="SizeBytes">Length.</param>
public sealed record BlobRef(Digest Digest, long SizeBytes);

/// <summary>Content-addressed storage of immutable bytes. Thread safe; many processes may write at once.</summary>
/// <remarks>A put is durable when it returns, and a blob is never seen half-written. Putting the same bytes twice is one blob.</remarks>
public interface IBlobStore
{
    /// <summary>Stores a stream, never whole in memory.</summary>
    Task<BlobRef> PutAsync(Stream content, CancellationToken ct);

    /// <summary>Stores a finished local file. The file is moved, not copied, when it is on the same disk.</summary>
    /// <param name="path">A file this process wrote; it is gone afterwards.</param>
    /// <param name="ct">Stops it; the file is then still there.</param>
    Task<BlobRef> PutFileAsync(string path, CancellationToken ct);

    /// <summary>Opens a blob for reading.</summary>
    /// <exception cref="BlobNotFoundException">There is none.</exception>
    Task<Stream> OpenReadAsync(Digest digest, CancellationToken ct);

    /// <summary>A read-only local file with the blob's bytes, for engines that want a path. It must not be changed.</summary>
    /// <exception cref="BlobNotFoundException">There is none.</exception>
    Task<string> GetLocalPathAsync(Digest digest, CancellationToken ct);

    /// <summary>Whether the blob is there.</summary>
    Task<bool> ExistsAsync(Digest digest, CancellationToken ct);

    /// <summary>Removes a blob; no error when it is not there.</summary>
    Task DeleteAsync(Digest digest, CancellationToken ct);

    /// <summary>All blobs, in no order.</summary>
    IAsyncEnumerable<BlobRef> ListAsync(CancellationToken ct);
}

/// <summary>A manifest names a blob that is not in the store.</summary>
public sealed class BlobNotFoundException(Digest digest)
    : IOException($"Blob {digest} is not in the store. Run the workflow again; what made it will be recomputed.")
{
    /// <summary>The missing blob.</summary>
    public Digest Digest { get; } = digest;
}
