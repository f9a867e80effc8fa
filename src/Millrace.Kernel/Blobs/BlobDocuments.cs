using Millrace.Kernel.Digests;

namespace Millrace.Kernel.Blobs;

/// <summary>JSON documents as blobs.</summary>
public static class BlobDocuments
{
    /// <summary>Stores a document as canonical JSON: equal documents are one blob.</summary>
    public static async Task<BlobRef> PutJsonAsync<T>(this IBlobStore blobs, T document, CancellationToken ct)
    {
        using var stream = new MemoryStream(CanonicalJson.Serialize(document), writable: false);
        return await blobs.PutAsync(stream, ct).ConfigureAwait(false);
    }

    /// <summary>Reads a document.</summary>
    /// <exception cref="BlobNotFoundException">There is none.</exception>
    public static async Task<T> GetJsonAsync<T>(this IBlobStore blobs, Digest digest, CancellationToken ct) =>
        CanonicalJson.Deserialize<T>(await blobs.GetBytesAsync(digest, ct).ConfigureAwait(false));

    /// <summary>Reads a small blob whole: a model, a document; not data.</summary>
    /// <exception cref="BlobNotFoundException">There is none.</exception>
    public static async Task<byte[]> GetBytesAsync(this IBlobStore blobs, Digest digest, CancellationToken ct)
    {
        var stream = await blobs.OpenReadAsync(digest, ct).ConfigureAwait(false);
        await using var owned = stream.ConfigureAwait(false);
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory, ct).ConfigureAwait(false);
        return memory.ToArray();
    }
}
