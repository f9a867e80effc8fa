using System.Data.Common;
using Dapper;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Tables;
using Millrace.Tracking.Contracts;
using Millrace.Tracking.Storage;

namespace Millrace.Tracking.Artifacts;

/// <summary>The tree of artifacts: a row for each file, with its blob, and for each folder.</summary>
internal sealed class ArtifactTree(ITables tables, ITenantAccessor tenant) : IArtifacts
{
    private const string Below =
        """
        WITH RECURSIVE below (path) AS (
            SELECT CAST(@folder AS TEXT)
            UNION ALL
            SELECT below.path || '/' || a.name FROM below JOIN artifacts a ON a.tenant = @tenant AND a.folder = below.path AND a.digest IS NULL)
        """;

    private string Tenant => tenant.Current.Value;

    /// <summary>Gives a stored blob a path; a file that is there is replaced.</summary>
    public Task<Outcome<Done>> PutAsync(ArtifactPath path, BlobRef blob, CancellationToken ct) =>
        tables.TryWriteAsync(transaction => Put(transaction, path, blob), ct);

    /// <summary>As <see cref="PutAsync"/>, inside the caller's transaction.</summary>
    /// <exception cref="ProblemException">A folder has this path, or a file has the path of one of its folders.</exception>
    public void Put(DbTransaction transaction, ArtifactPath path, BlobRef blob)
    {
        if (path.IsRoot)
        {
            throw new ProblemException(ArtifactProblems.PathInvalid(path.Value));
        }

        EnsureFolder(transaction, path.Folder);
        if (Entry(
            transaction,
            """
            INSERT INTO artifacts (tenant, folder, name, digest, size_bytes) VALUES (@tenant, @folder, @name, @digest, @size)
            ON CONFLICT (tenant, folder, name) DO UPDATE SET digest = excluded.digest, size_bytes = excluded.size_bytes
            WHERE artifacts.digest IS NOT NULL
            """,
            path).With("digest", blob.Digest.ToString()).With("size", blob.SizeBytes).Run() == 0)
        {
            throw new ProblemException(ArtifactProblems.FolderInTheWay(path.Value));
        }
    }

    /// <summary>The file of this path.</summary>
    public async Task<Outcome<BlobRef>> FindAsync(ArtifactPath path, CancellationToken ct)
    {
        var connection = await tables.OpenReadAsync(ct).ConfigureAwait(false);
        await using var owned = connection.ConfigureAwait(false);
        var row = await connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition(
            "SELECT name AS Name, digest AS Digest, size_bytes AS SizeBytes FROM artifacts WHERE tenant = @Tenant AND folder = @Folder AND name = @Name",
            new { Tenant, Folder = path.Folder.Value, path.Name },
            cancellationToken: ct)).ConfigureAwait(false);
        return row is null ? ArtifactProblems.NotFound(path.Value)
            : row.Digest is null ? ArtifactProblems.IsFolder(path.Value)
            : new BlobRef(Digest.Parse(row.Digest), row.SizeBytes ?? 0);
    }

    /// <summary>What lies directly in a folder, by name; nothing when there is no such folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="offset">How many to pass over.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<IReadOnlyList<ArtifactEntry>> ListAsync(ArtifactPath folder, long offset, int limit, CancellationToken ct)
    {
        var connection = await tables.OpenReadAsync(ct).ConfigureAwait(false);
        await using var owned = connection.ConfigureAwait(false);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            """
            SELECT name AS Name, digest AS Digest, size_bytes AS SizeBytes FROM artifacts
            WHERE tenant = @Tenant AND folder = @Folder ORDER BY name LIMIT @Limit OFFSET @Offset
            """,
            new { Tenant, Folder = folder.Value, Limit = limit, Offset = offset },
            cancellationToken: ct)).ConfigureAwait(false);
        return [.. rows.Select(row => new ArtifactEntry(row.Name, row.Digest is null ? null : row.SizeBytes))];
    }

    /// <summary>Every file below a folder, by path from there.</summary>
    public async Task<IReadOnlyList<RunArtifact>> FilesBelowAsync(DbConnection connection, ArtifactPath folder, CancellationToken ct)
    {
        var rows = await connection.QueryAsync<(string Folder, string Name, string Digest, long SizeBytes)>(new CommandDefinition(
            $"""
            {Below} SELECT a.folder, a.name, a.digest, a.size_bytes
            FROM below JOIN artifacts a ON a.tenant = @tenant AND a.folder = below.path AND a.digest IS NOT NULL
            """,
            new { tenant = Tenant, folder = folder.Value },
            cancellationToken: ct)).ConfigureAwait(false);
        return [.. rows
            .Select(row => new RunArtifact($"{row.Folder}/{row.Name}"[(folder.Value.Length + 1)..], Digest.Parse(row.Digest), row.SizeBytes))
            .OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    /// <summary>Removes a file, or a folder with all that is below; no error when it is not there. Blobs stay.</summary>
    public Task<Outcome<Done>> DeleteAsync(ArtifactPath path, CancellationToken ct) => tables.TryWriteAsync(
        transaction =>
        {
            Statement.Of(transaction, $"{Below} DELETE FROM artifacts WHERE tenant = @tenant AND folder IN (SELECT path FROM below)")
                .With("tenant", Tenant).With("folder", path.Value).Run();
            Entry(transaction, "DELETE FROM artifacts WHERE tenant = @tenant AND folder = @folder AND name = @name", path).Run();
        },
        ct);

    public async Task<IReadOnlySet<Digest>> ReferencedDigestsAsync(CancellationToken ct)
    {
        var connection = await tables.OpenReadAsync(ct).ConfigureAwait(false);
        await using var owned = connection.ConfigureAwait(false);
        var rows = await connection.QueryAsync<string>(new CommandDefinition(
            "SELECT DISTINCT digest FROM artifacts WHERE digest IS NOT NULL", cancellationToken: ct)).ConfigureAwait(false);
        return rows.Select(Digest.Parse).ToHashSet();
    }

    // A folder that is there has all the folders it lies in.
    private void EnsureFolder(DbTransaction transaction, ArtifactPath folder)
    {
        while (!folder.IsRoot && !IsFolder(transaction, folder))
        {
            if (Entry(transaction, "INSERT INTO artifacts (tenant, folder, name) VALUES (@tenant, @folder, @name) ON CONFLICT DO NOTHING", folder).Run() == 0)
            {
                throw new ProblemException(ArtifactProblems.FileInTheWay(folder.Value));
            }

            folder = folder.Folder;
        }
    }

    private bool IsFolder(DbTransaction transaction, ArtifactPath path) => Entry(
        transaction, "SELECT COUNT(*) FROM artifacts WHERE tenant = @tenant AND folder = @folder AND name = @name AND digest IS NULL", path).Number() > 0;

    private Statement Entry(DbTransaction transaction, string sql, ArtifactPath path) =>
        Statement.Of(transaction, sql).With("tenant", Tenant).With("folder", path.Folder.Value).With("name", path.Name);

    private sealed class Row
    {
        public string Name { get; init; } = "";

        public string? Digest { get; init; }

        public long? SizeBytes { get; init; }
    }
}

/// <summary>What lies in a folder.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="SizeBytes">A file's length; null for a folder.</param>
internal sealed record ArtifactEntry(string Name, long? SizeBytes);
