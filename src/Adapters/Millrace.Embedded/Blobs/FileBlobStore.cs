using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Millrace.Embedded.Posix;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;

namespace Millrace.Embedded.Blobs;

/// <summary>Blobs as read-only files, <c>ab/cdef…</c> under one folder. Many processes may share it.</summary>
/// <remarks>A blob is written under another name, flushed, renamed, and the folder is flushed: it is there whole and for good,
/// or not at all.</remarks>
public sealed class FileBlobStore : IBlobStore
{
    private const int BufferBytes = 1 << 20;
    private const string UnfinishedFolder = "unfinished";
    private readonly string root;
    private readonly string unfinished;

    /// <summary>A store in the folder, which is made when it is not there.</summary>
    public FileBlobStore(string root)
    {
        this.root = Path.GetFullPath(root);
        unfinished = Path.Combine(this.root, UnfinishedFolder);
        if (!Directory.Exists(unfinished))
        {
            CreateFolders();
        }
    }

    /// <summary>Removes what killed writers left half-written. Only for the owner of the home, before others write.</summary>
    public void RemoveUnfinished()
    {
        foreach (var file in Directory.EnumerateFiles(unfinished))
        {
            File.Delete(file);
        }
    }

    /// <inheritdoc/>
    public async Task<BlobRef> PutAsync(Stream content, CancellationToken ct)
    {
        var temporary = NewUnfinished();
        try
        {
            var blob = await WriteAsync(content, temporary, ct).ConfigureAwait(false);
            Publish(temporary, blob.Digest);
            return blob;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <inheritdoc/>
    public async Task<BlobRef> PutFileAsync(string path, CancellationToken ct)
    {
        var blob = await DescribeAsync(path, ct).ConfigureAwait(false);
        var temporary = NewUnfinished();
        try
        {
            File.Move(path, temporary);
            using (var handle = File.OpenHandle(temporary, FileMode.Open, FileAccess.ReadWrite))
            {
                RandomAccess.FlushToDisk(handle);
            }

            Publish(temporary, blob.Digest);
            return blob;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <inheritdoc/>
    public Task<Stream> OpenReadAsync(Digest digest, CancellationToken ct)
    {
        try
        {
            return Task.FromResult<Stream>(new FileStream(
                PathOf(digest), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.Asynchronous));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BlobNotFoundException(digest);
        }
    }

    /// <inheritdoc/>
    public Task<string> GetLocalPathAsync(Digest digest, CancellationToken ct) =>
        File.Exists(PathOf(digest)) ? Task.FromResult(PathOf(digest)) : throw new BlobNotFoundException(digest);

    /// <inheritdoc/>
    public Task<bool> ExistsAsync(Digest digest, CancellationToken ct) => Task.FromResult(File.Exists(PathOf(digest)));

    /// <inheritdoc/>
    public Task DeleteAsync(Digest digest, CancellationToken ct)
    {
        File.Delete(PathOf(digest));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<BlobRef> ListAsync([EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var folder in Directory.EnumerateDirectories(root))
        {
            foreach (var file in new DirectoryInfo(folder).EnumerateFiles())
            {
                ct.ThrowIfCancellationRequested();
                if (Digest.TryParse(Path.GetFileName(folder) + file.Name, out var digest))
                {
                    yield return new BlobRef(digest, file.Length);
                }
            }
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }

    private static async Task<BlobRef> WriteAsync(Stream content, string path, CancellationToken ct)
    {
        using var handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
        var size = 0L;
        var digest = await HashAsync(
            content,
            async chunk =>
            {
                await RandomAccess.WriteAsync(handle, chunk, size, ct).ConfigureAwait(false);
                size += chunk.Length;
            },
            ct).ConfigureAwait(false);
        RandomAccess.FlushToDisk(handle);
        return new BlobRef(digest, size);
    }

    private static async Task<BlobRef> DescribeAsync(string path, CancellationToken ct)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0);
        await using var owned = stream.ConfigureAwait(false);
        return new BlobRef(await HashAsync(stream, _ => ValueTask.CompletedTask, ct).ConfigureAwait(false), stream.Length);
    }

    private static async Task<Digest> HashAsync(
        Stream content, Func<ReadOnlyMemory<byte>, ValueTask> each, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            for (int read; (read = await content.ReadAsync(buffer, ct).ConfigureAwait(false)) > 0;)
            {
                hash.AppendData(buffer.AsSpan(0, read));
                await each(buffer.AsMemory(0, read)).ConfigureAwait(false);
            }

            return Digest.FromHash(hash.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // All at once and durable, so that no later put depends on a folder that a power cut takes away. The folder for
    // unfinished blobs comes last: where it exists, the others do.
    private void CreateFolders()
    {
        for (var first = 0; first <= byte.MaxValue; first++)
        {
            Directory.CreateDirectory(Path.Combine(root, first.ToString("x2", CultureInfo.InvariantCulture)));
        }

        Libc.FlushFolder(root);
        Directory.CreateDirectory(unfinished);
    }

    // The file is flushed already; what remains is its name.
    private void Publish(string temporary, Digest digest)
    {
        var final = PathOf(digest);
        File.SetAttributes(temporary, FileAttributes.ReadOnly);
        File.Move(temporary, final, overwrite: true);
        Libc.FlushFolder(Path.GetDirectoryName(final)!);
    }

    private string NewUnfinished() => Path.Combine(unfinished, Guid.NewGuid().ToString("N"));

    private string PathOf(Digest digest)
    {
        var hex = digest.ToString();
        return Path.Combine(root, hex[..2], hex[2..]);
    }
}
