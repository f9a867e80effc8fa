using Millrace.ContractSuites;
using Millrace.ContractSuites.Blobs;
using Millrace.Embedded.Blobs;
using Millrace.Embedded.Jobs;
using Millrace.Kernel.Blobs;

namespace Millrace.Tests.Embedded.Jobs;

[Covers(typeof(RecordingBlobStore))]
public sealed class RecordingBlobStoreTests : BlobStoreContract
{
    private readonly TempFolder folder = new();
    private readonly RecordingBlobStore store;

    public RecordingBlobStoreTests() => store = new RecordingBlobStore(new FileBlobStore(folder.Path));

    protected override IBlobStore Store => store;

    [Fact]
    public async Task It_remembers_what_was_put_and_not_what_was_deleted_again()
    {
        var kept = await store.PutAsync(new MemoryStream([1]), default);
        var dropped = await store.PutAsync(new MemoryStream([2]), default);
        await store.DeleteAsync(dropped.Digest, default);
        Assert.Equal([kept.Digest], store.Stored);
    }

    public override void Dispose()
    {
        base.Dispose();
        folder.Dispose();
    }
}
