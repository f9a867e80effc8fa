using Millrace.Data.Reading;
using Millrace.Kernel.Blobs;

namespace Millrace.Data.Contracts;

/// <summary>Reads a dataset version in DuckDB.</summary>
public static class DatasetSql
{
    /// <summary>A query in parentheses with all columns of the version, to stand after FROM. Columns have the manifest's types.</summary>
    /// <param name="version">What to read.</param>
    /// <param name="paths">Local files of its blobs, in the manifest's order.</param>
    public static string From(DatasetVersion version, IReadOnlyList<string> paths) =>
        FileScan.Sql(version, paths, version.Columns, rowId: null);

    /// <summary>The same, with the blobs' local files asked of the store.</summary>
    /// <exception cref="BlobNotFoundException">A file of the version is no longer in the store.</exception>
    public static async Task<string> FromAsync(DatasetVersion version, IBlobStore blobs, CancellationToken ct) =>
        From(version, await PathsAsync(version, blobs, ct).ConfigureAwait(false));

    /// <summary>Local files of a version's blobs, in the manifest's order.</summary>
    /// <exception cref="BlobNotFoundException">A file of the version is no longer in the store.</exception>
    public static async Task<IReadOnlyList<string>> PathsAsync(DatasetVersion version, IBlobStore blobs, CancellationToken ct)
    {
        var paths = new List<string>(version.Files.Count);
        foreach (var file in version.Files)
        {
            paths.Add(await blobs.GetLocalPathAsync(file.Blob.Digest, ct).ConfigureAwait(false));
        }

        return paths;
    }
}
