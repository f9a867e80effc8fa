using Millrace.Data.Contracts;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;

namespace Millrace.Data.Preparation;

/// <summary>What the versions made by one preparation have in common.</summary>
/// <param name="Parents">Versions they were made from.</param>
/// <param name="MadeBy">Digest of the parameters.</param>
/// <param name="Checks">The check report.</param>
internal sealed record Lineage(IReadOnlyDictionary<string, Digest> Parents, Digest MadeBy, BlobRef Checks)
{
    /// <summary>A version in one Parquet file.</summary>
    public DatasetVersion Version(string name, IReadOnlyList<DatasetColumn> columns, BlobRef file, long rowCount, BlobRef? profile) => new(
        1, name, columns, [new DatasetFile(file, "parquet", rowCount)], rowCount, profile, Checks, Parents, MadeBy);
}
