using Millrace.Kernel.Digests;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Verdicts;

namespace Millrace.Data.Contracts;

/// <summary>Which dataset versions there are and what is known about each.</summary>
public interface IDataCatalog
{
    /// <summary>Datasets with their newest version, by name, then raw before prepared before quarantine.</summary>
    Task<IReadOnlyList<DatasetSummary>> ListAsync(CancellationToken ct);

    /// <summary>One version of a dataset with everything known about it.</summary>
    /// <param name="name">The dataset's or source's name.</param>
    /// <param name="version">At least four first digits of the version's digest; null for the newest, prepared before raw.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>Problems: <c>data.dataset-not-found</c>, <c>data.version-not-found</c>, <c>data.version-ambiguous</c>,
    /// <c>data.manifest-lost</c>.</returns>
    Task<Outcome<DatasetDetail>> ShowAsync(string name, string? version, CancellationToken ct);
}

/// <summary>What a dataset version is for.</summary>
public enum DatasetRole
{
    /// <summary>As it came.</summary>
    Raw,

    /// <summary>Checked and completed.</summary>
    Prepared,

    /// <summary>Rows kept out of the prepared data, each with its reasons.</summary>
    Quarantine,
}

/// <summary>A dataset in one role.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Role">What it is for.</param>
/// <param name="VersionCount">How many versions.</param>
/// <param name="Newest">The newest version.</param>
public sealed record DatasetSummary(string Name, DatasetRole Role, int VersionCount, DatasetVersionEntry Newest);

/// <summary>A recorded version.</summary>
/// <param name="Digest">The version: the digest of its manifest.</param>
/// <param name="Role">What it is for.</param>
/// <param name="CreatedAtUtc">When it was first made.</param>
/// <param name="RowCount">Its rows.</param>
/// <param name="Previous">The version before it of the same name and role; null for the first.</param>
/// <param name="Change">How the columns differ from the version before it; null when they do not.</param>
/// <param name="Decision">What the checks said of it; null for raw data.</param>
public sealed record DatasetVersionEntry(
    Digest Digest, DatasetRole Role, DateTimeOffset CreatedAtUtc, long RowCount, Digest? Previous, SchemaChange? Change,
    Decision? Decision);

/// <summary>One version with everything known about it.</summary>
/// <param name="Name">The dataset's name.</param>
/// <param name="Version">The version.</param>
/// <param name="Manifest">Its manifest.</param>
/// <param name="Profile">What its columns look like; null when no profile was made.</param>
/// <param name="Checks">What the checks found; null when nothing was checked.</param>
/// <param name="History">All versions of this name, newest first.</param>
public sealed record DatasetDetail(
    string Name, DatasetVersionEntry Version, DatasetVersion Manifest, DatasetProfile? Profile, CheckReport? Checks,
    IReadOnlyList<DatasetVersionEntry> History);
