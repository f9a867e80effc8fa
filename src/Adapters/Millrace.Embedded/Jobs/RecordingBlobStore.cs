using System.Collections.Concurrent;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;

namespace Millrace.Embedded.Jobs;

/// <summary>A blob store that remembers what was put into it and not deleted again.</summary>
internal sealed class RecordingBlobStore(IBlobStore store) : IBlobStore
{
    private readonly ConcurrentDictionary<Digest, bool> stored = new();

    public IReadOnlyList<Digest> Stored => [.. stored.Keys.Order()];

    public async Task<BlobRef> PutAsync(Stream content, CancellationToken ct) =>
        Remember(await store.PutAsync(content, ct).ConfigureAwait(false));

    public async Task<BlobRef> PutFileAsync(string path, CancellationToken ct) =>
        Remember(await store.PutFileAsync(path, ct).ConfigureAwait(false));

    public Task<Stream> OpenReadAsync(Digest digest, CancellationToken ct) => store.OpenReadAsync(digest, ct);

    public Task<string> GetLocalPathAsync(Digest digest, CancellationToken ct) => store.GetLocalPathAsync(digest, ct);

    public Task<bool> ExistsAsync(Digest digest, CancellationToken ct) => store.ExistsAsync(digest, ct);

    public Task DeleteAsync(Digest digest, CancellationToken ct)
    {
        stored.TryRemove(digest, out _);
        return store.DeleteAsync(digest, ct);
    }

    public IAsyncEnumerable<BlobRef> ListAsync(CancellationToken ct) => store.ListAsync(ct);

    private BlobRef Remember(BlobRef blob)
    {
        stored[blob.Digest] = true;
        return blob;
    }
}
