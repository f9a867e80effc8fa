using Millrace.Kernel.Digests;
using Millrace.Kernel.Verdicts;

namespace Millrace.Monitoring.Contracts;

/// <summary>Finished drift reports, newest first.</summary>
public interface IDriftCatalog
{
    /// <summary>The reports of a workflow.</summary>
    Task<IReadOnlyList<DriftReportEntry>> ListAsync(string workflow, CancellationToken ct);
}

/// <summary>A finished drift report.</summary>
/// <param name="Workflow">The workflow it belongs to.</param>
/// <param name="Report">Digest of the <see cref="DriftReport"/> document.</param>
/// <param name="Decision">The worst of its verdicts.</param>
/// <param name="Fires">Whether it called for a retraining.</param>
/// <param name="AsOfUtc">Last event time of the window it looked at.</param>
/// <param name="CreatedAtUtc">When it was made.</param>
public sealed record DriftReportEntry(
    string Workflow, Digest Report, Decision Decision, bool Fires, DateTimeOffset AsOfUtc, DateTimeOffset CreatedAtUtc);
