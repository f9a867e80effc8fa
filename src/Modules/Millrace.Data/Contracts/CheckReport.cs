using Millrace.Kernel.Blobs;
using Millrace.Kernel.Steps;
using Millrace.Kernel.Verdicts;

namespace Millrace.Data.Contracts;

/// <summary>What the checks found.</summary>
/// <param name="FormatVersion">1.</param>
/// <param name="Results">One for each check, in the file's order.</param>
/// <param name="RowCount">Rows looked at.</param>
/// <param name="QuarantinedRowCount">Rows kept out of the dataset.</param>
public sealed record CheckReport(
    int FormatVersion, IReadOnlyList<CheckResult> Results, long RowCount, long QuarantinedRowCount) : IArtifact
{
    /// <inheritdoc/>
    public static string ArtifactType => "check-report";

    /// <inheritdoc/>
    public IEnumerable<BlobRef> Blobs() => [];
}

/// <summary>One check's result.</summary>
/// <param name="Name">The check's name.</param>
/// <param name="Check">Its kind.</param>
/// <param name="Columns">What it looked at.</param>
/// <param name="FailingRowCount">Rows that fail; for checks of the whole table 0 or 1.</param>
/// <param name="FailingShare">Of the rows, in [0, 1]; null when not evaluated.</param>
/// <param name="Tolerate">The share allowed.</param>
/// <param name="Severity"><c>error</c> or <c>warning</c>.</param>
/// <param name="Decision">Pass, fail or not evaluated.</param>
/// <param name="Reason">One sentence with the values.</param>
/// <param name="Samples">A few failing values, never of a personal column.</param>
public sealed record CheckResult(
    string Name, string Check, IReadOnlyList<string> Columns, long FailingRowCount, double? FailingShare,
    double Tolerate, string Severity, Decision Decision, string Reason, IReadOnlyList<string> Samples);
