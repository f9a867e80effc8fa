using System.Security.Cryptography;
using Millrace.ContractSuites;
using Millrace.ContractSuites.Blobs;
using Millrace.Embedded.Blobs;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;

namespace Millrace.Tests.Embedded.Blobs;

[Covers(typeof(FileBlobStore))]
public sealed class FileBlobStoreTests : BlobStoreContract
{
    private readonly TempFolder folder = new();
    private readonly FileBlobStore store;

    public FileBlobStoreTests() => store = new FileBlobStore(folder.Path);

    protected override IBlobStore Store => store;

    [Fact]
    public async Task A_blobs_file_cannot_be_written_by_ordinary_users()
    {
        var blob = await store.PutAsync(new MemoryStream([1, 2, 3]), default);
        var path = await store.GetLocalPathAsync(blob.Digest, default);
        Assert.True(File.GetAttributes(path).HasFlag(FileAttributes.ReadOnly));
        Assert.EndsWith($"{blob.Digest.ToString()[..2]}/{blob.Digest.ToString()[2..]}", path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Half_written_blobs_of_killed_processes_are_removed()
    {
        await File.WriteAllTextAsync(folder.File("unfinished/abc"), "half", TestContext.Current.CancellationToken);
        store.RemoveUnfinished();
        Assert.Empty(Directory.EnumerateFiles(folder.File("unfinished")));
    }

    [Fact]
    public async Task Every_acknowledged_blob_survives_a_kill_and_none_is_half_written()
    {
        using var victim = new Victim("write-blobs", folder.Path);
        var said = new List<string>();
        while (said.Count < 10)
        {
            said.Add(await victim.HearAsync());
        }

        said.AddRange(await victim.KillAsync());
        foreach (var digest in said.Select(Digest.Parse))
        {
            Assert.True(await store.ExistsAsync(digest, default));
        }

        await foreach (var blob in store.ListAsync(default))
        {
            Assert.Equal(blob.Digest, Digest.FromHash(SHA256.HashData(await store.GetBytesAsync(blob.Digest, default))));
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        folder.Dispose();
    }
}
