using System.Runtime.InteropServices;
using Millrace.DuckDb;
using Millrace.Features.Contracts;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Resources;
using Millrace.Training.Contracts;

namespace Millrace.Training.Rows;

/// <summary>A training set's file, open for reading parts of it.</summary>
internal sealed class TrainingRows : IDisposable
{
    private readonly DuckDatabase database;
    private readonly string path;
    private readonly IBlobStore blobs;

    private TrainingRows(DuckDatabase database, string path, IBlobStore blobs) =>
        (this.database, this.path, this.blobs) = (database, path, blobs);

    /// <summary>Opens the file.</summary>
    /// <param name="blobs">Where it lies.</param>
    /// <param name="file">The training set's file.</param>
    /// <param name="budget">What the reader may use.</param>
    /// <param name="scratch">A folder it may spill into.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="BlobNotFoundException">The file is gone.</exception>
    public static async Task<TrainingRows> OpenAsync(
        IBlobStore blobs, Kernel.Digests.Digest file, ResourceBudget budget, string scratch, CancellationToken ct)
    {
        var path = await blobs.GetLocalPathAsync(file, ct).ConfigureAwait(false);
        var database = DuckDatabase.Open(options: new DuckDbOptions
        {
            Threads = budget.Threads,
            MemoryLimitBytes = budget.DuckDbMemoryBytes,
            TempDirectory = scratch,
        });
        return new TrainingRows(database, path, blobs);
    }

    /// <summary>A part's usable rows, in the training set's order.</summary>
    public async Task<PartReader> PartAsync(SplitRows rows, CancellationToken ct)
    {
        var connection = database.Connect();
        ArrayTable? list = null;
        if (rows.Rows is { } blob)
        {
            var bytes = await blobs.GetBytesAsync(blob.Digest, ct).ConfigureAwait(false);
            var numbers = MemoryMarshal.Cast<byte, int>(bytes).ToArray();
            list = connection.RegisterArrays(PartRows.ListTable, new IntColumn("row", numbers));
        }

        return new PartReader(connection, list, checked((int)rows.RowCount), PartRows.Select(path, rows));
    }

    /// <summary>The columns of the file.</summary>
    public IReadOnlyList<string> ColumnNames()
    {
        using var connection = database.Connect();
        using var result = connection.Query($"SELECT * FROM read_parquet({DuckSql.QuoteLiteral(path)}) LIMIT 0");
        return result.ColumnNames;
    }

    /// <inheritdoc/>
    public void Dispose() => database.Dispose();
}
