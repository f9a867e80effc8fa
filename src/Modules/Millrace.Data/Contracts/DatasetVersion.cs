using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Steps;

namespace Millrace.Data.Contracts;

/// <summary>An immutable dataset version. Its digest is its version: the same bytes under the same reading give the same version.</summary>
/// <param name="FormatVersion">Of this manifest; 1.</param>
/// <param name="Name">The dataset's or source's name.</param>
/// <param name="Columns">In file order.</param>
/// <param name="Files">The data, each a blob; together in row order.</param>
/// <param name="RowCount">Rows in all files.</param>
/// <param name="Profile">A <see cref="DatasetProfile"/> document; null when none was made.</param>
/// <param name="Checks">A <see cref="CheckReport"/> document; null when nothing was checked.</param>
/// <param name="Parents">Versions it was made from, by role; empty for raw data.</param>
/// <param name="MadeBy">Digest of the parameters that made it; null for raw data.</param>
public sealed record DatasetVersion(
    int FormatVersion,
    string Name,
    IReadOnlyList<DatasetColumn> Columns,
    IReadOnlyList<DatasetFile> Files,
    long RowCount,
    BlobRef? Profile,
    BlobRef? Checks,
    IReadOnlyDictionary<string, Digest> Parents,
    Digest? MadeBy) : IArtifact
{
    /// <inheritdoc/>
    public static string ArtifactType => "dataset-version";

    /// <inheritdoc/>
    public IEnumerable<BlobRef> Blobs() =>
        [.. Files.Select(file => file.Blob), .. Profile is null ? [] : new[] { Profile }, .. Checks is null ? [] : new[] { Checks }];
}

/// <summary>A column as it is stored.</summary>
/// <param name="Name">As in the file.</param>
/// <param name="Type">DuckDB's type name in lower case, e.g. <c>bigint</c>, <c>timestamp</c>, <c>varchar</c>.</param>
public sealed record DatasetColumn(string Name, string Type);

/// <summary>One file of a dataset version.</summary>
/// <param name="Blob">Its bytes.</param>
/// <param name="Format"><c>parquet</c>, <c>csv</c> or <c>jsonl</c>.</param>
/// <param name="RowCount">Rows in it.</param>
/// <param name="Delimiter">Of csv: what separates the fields; null otherwise.</param>
public sealed record DatasetFile(BlobRef Blob, string Format, long RowCount, string? Delimiter = null);

/// <summary>What changed between a dataset version's columns and the version before it.</summary>
/// <param name="Added">New columns.</param>
/// <param name="Removed">Columns no longer there.</param>
/// <param name="Retyped">Column → "old -> new".</param>
public sealed record SchemaChange(
    IReadOnlyList<DatasetColumn> Added, IReadOnlyList<DatasetColumn> Removed, IReadOnlyDictionary<string, string> Retyped);
