using System.Security.Cryptography;
using System.Text;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;

namespace Millrace.ContractSuites.Blobs;

/// <summary>What every <see cref="IBlobStore"/> does.</summary>
public abstract class BlobStoreContract : IDisposable
{
    private readonly TempFolder files = new();

    protected abstract IBlobStore Store { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_blob_reads_back_byte_for_byte()
    {
        var bytes = RandomNumberGenerator.GetBytes(3_000_001);
        var blob = await Store.PutAsync(new MemoryStream(bytes), Ct);
        Assert.Equal(bytes.Length, blob.SizeBytes);
        Assert.Equal(bytes, await Store.GetBytesAsync(blob.Digest, Ct));
    }

    [Fact]
    public async Task A_blob_is_named_by_the_SHA_256_of_its_bytes()
    {
        var blob = await PutTextAsync("abc");
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", blob.Digest.ToString());
    }

    [Fact]
    public async Task A_blob_may_be_empty()
    {
        var blob = await PutTextAsync("");
        Assert.Equal(0, blob.SizeBytes);
        Assert.Empty(await Store.GetBytesAsync(blob.Digest, Ct));
    }

    [Fact]
    public async Task The_same_bytes_twice_are_one_blob()
    {
        Assert.Equal(await PutTextAsync("same"), await PutTextAsync("same"));
        Assert.Single(await ListAsync());
    }

    [Fact]
    public async Task Many_writers_of_the_same_bytes_do_not_disturb_each_other()
    {
        var puts = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => PutTextAsync("contended"))));
        Assert.Single(puts.Distinct());
        Assert.Equal("contended", Encoding.UTF8.GetString(await Store.GetBytesAsync(puts[0].Digest, Ct)));
    }

    [Fact]
    public async Task A_put_that_fails_in_the_middle_leaves_nothing()
    {
        await Assert.ThrowsAsync<IOException>(() => Store.PutAsync(new BreakingStream(2_000_000), Ct));
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task A_file_that_was_put_is_gone_from_its_place()
    {
        var path = files.File("finished");
        await File.WriteAllTextAsync(path, "from a file", Ct);
        var blob = await Store.PutFileAsync(path, Ct);
        Assert.False(File.Exists(path));
        Assert.Equal(Digest.Of("from a file"), blob.Digest);
        Assert.Equal("from a file", Encoding.UTF8.GetString(await Store.GetBytesAsync(blob.Digest, Ct)));
    }

    [Fact]
    public async Task A_file_that_was_already_known_is_gone_too()
    {
        var known = await PutTextAsync("known");
        var path = files.File("again");
        await File.WriteAllTextAsync(path, "known", Ct);
        Assert.Equal(known, await Store.PutFileAsync(path, Ct));
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task A_cancelled_put_leaves_the_file_where_it_was()
    {
        var path = files.File("kept");
        await File.WriteAllTextAsync(path, "kept", Ct);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.PutFileAsync(path, new CancellationToken(true)));
        Assert.Equal("kept", await File.ReadAllTextAsync(path, Ct));
    }

    [Fact]
    public async Task A_local_path_has_the_bytes()
    {
        var blob = await PutTextAsync("for engines");
        var path = await Store.GetLocalPathAsync(blob.Digest, Ct);
        Assert.Equal("for engines", await File.ReadAllTextAsync(path, Ct));
    }

    [Fact]
    public async Task A_missing_blob_is_named_in_the_error()
    {
        var digest = Digest.Of("never put");
        Assert.False(await Store.ExistsAsync(digest, Ct));
        Assert.Equal(digest, (await Assert.ThrowsAsync<BlobNotFoundException>(() => Store.OpenReadAsync(digest, Ct))).Digest);
        Assert.Equal(digest, (await Assert.ThrowsAsync<BlobNotFoundException>(() => Store.GetLocalPathAsync(digest, Ct))).Digest);
    }

    [Fact]
    public async Task A_deleted_blob_is_gone_and_deleting_it_again_is_no_error()
    {
        var blob = await PutTextAsync("short-lived");
        await Store.DeleteAsync(blob.Digest, Ct);
        await Store.DeleteAsync(blob.Digest, Ct);
        Assert.False(await Store.ExistsAsync(blob.Digest, Ct));
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task A_deleted_blob_can_be_put_again()
    {
        var blob = await PutTextAsync("phoenix");
        await Store.DeleteAsync(blob.Digest, Ct);
        Assert.Equal(blob, await PutTextAsync("phoenix"));
        Assert.True(await Store.ExistsAsync(blob.Digest, Ct));
    }

    [Fact]
    public async Task The_list_has_every_blob_with_its_size()
    {
        var put = new[] { await PutTextAsync("a"), await PutTextAsync("bb"), await PutTextAsync("ccc") };
        Assert.Equal(put.OrderBy(b => b.Digest), (await ListAsync()).OrderBy(b => b.Digest));
    }

    [Fact]
    public async Task Equal_documents_are_one_blob()
    {
        var first = await Store.PutJsonAsync(new Dictionary<string, int> { ["b"] = 2, ["a"] = 1 }, Ct);
        var second = await Store.PutJsonAsync(new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 }, Ct);
        Assert.Equal(first, second);
        Assert.Equal(2, (await Store.GetJsonAsync<Dictionary<string, int>>(first.Digest, Ct))["b"]);
    }

    public virtual void Dispose()
    {
        files.Dispose();
        GC.SuppressFinalize(this);
    }

    private Task<BlobRef> PutTextAsync(string text) => Store.PutAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), Ct);

    private async Task<List<BlobRef>> ListAsync()
    {
        var all = new List<BlobRef>();
        await foreach (var blob in Store.ListAsync(Ct))
        {
            all.Add(blob);
        }

        return all;
    }

    private sealed class BreakingStream(int breaksAt) : MemoryStream
    {
        private int given;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (given >= breaksAt)
            {
                throw new IOException("The network went away.");
            }

            given += buffer.Length;
            buffer.Span.Fill(1);
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
