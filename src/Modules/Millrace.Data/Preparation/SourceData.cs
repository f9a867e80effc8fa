using Millrace.Data.Contracts;

namespace Millrace.Data.Preparation;

/// <summary>A dataset version with its files at hand.</summary>
/// <param name="Version">The version.</param>
/// <param name="Paths">Local files, in the manifest's order.</param>
internal sealed record SourceData(DatasetVersion Version, IReadOnlyList<string> Paths)
{
    /// <summary>Format of its files.</summary>
    public string Format => Version.Files.Count > 0 ? Version.Files[0].Format : "parquet";
}
