using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;
using Millrace.Training.Contracts;

namespace Millrace.Training.Boosting;

/// <summary>A trial's newest checkpoint: its bytes in the blob store, its name in the job's scratch folder.</summary>
/// <param name="blobs">Where the bytes go.</param>
/// <param name="scratch">The job's folder, which outlives a killed attempt.</param>
/// <param name="work">Digest of all that determines the training; a checkpoint of other work is not used.</param>
/// <param name="trial">Which trial.</param>
internal sealed class CheckpointFile(IBlobStore blobs, string scratch, Digest work, int trial)
{
    private const int FormatVersion = 1;
    private readonly string path = Path.Combine(scratch, $"checkpoint-{trial}.json");
    private Name? newest;

    /// <summary>The newest checkpoint; null when there is none that can be used.</summary>
    public async Task<TreeCheckpoint?> ReadAsync(CancellationToken ct)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var name = CanonicalJson.Deserialize<Name>(await File.ReadAllBytesAsync(path, ct).ConfigureAwait(false));
        if (name.Version != FormatVersion || name.Work != work || !await blobs.ExistsAsync(name.Booster.Digest, ct).ConfigureAwait(false))
        {
            return null;
        }

        newest = name;
        var booster = await blobs.GetBytesAsync(name.Booster.Digest, ct).ConfigureAwait(false);
        return new TreeCheckpoint(booster, name.Rounds, name.IsFinished);
    }

    /// <summary>Stores a checkpoint and lets the one before go. Killed at any point, one of the two is found again.</summary>
    public async Task WriteAsync(TreeCheckpoint checkpoint, CancellationToken ct)
    {
        using var stream = new MemoryStream(checkpoint.Booster, writable: false);
        var booster = await blobs.PutAsync(stream, ct).ConfigureAwait(false);
        var name = new Name(FormatVersion, work, booster, checkpoint.Rounds, checkpoint.IsFinished);
        var temporary = path + ".new";
        await File.WriteAllBytesAsync(temporary, CanonicalJson.Serialize(name), ct).ConfigureAwait(false);
        File.Move(temporary, path, overwrite: true);
        var before = newest;
        newest = name;
        if (before is not null && before.Booster.Digest != booster.Digest)
        {
            await blobs.DeleteAsync(before.Booster.Digest, ct).ConfigureAwait(false);
        }
    }

    /// <summary>Lets the checkpoint go once the result is stored.</summary>
    public async Task RemoveAsync(CancellationToken ct)
    {
        File.Delete(path);
        if (newest is not null)
        {
            await blobs.DeleteAsync(newest.Booster.Digest, ct).ConfigureAwait(false);
        }
    }

    private sealed record Name(int Version, Digest Work, BlobRef Booster, IReadOnlyList<RoundMetrics> Rounds, bool IsFinished);
}
