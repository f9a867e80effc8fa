using Millrace.Kernel.Verdicts;
using Millrace.Monitoring.Contracts;
using Millrace.Reports;
using Millrace.Reports.Numbers;
using Millrace.Reports.Pages;

namespace Millrace.Server.Reporting;

/// <summary>The report of a comparison of two files, as <c>millrace drift --html</c> writes it.</summary>
public static class DriftPage
{
    /// <summary>The report as one HTML file that opens without a network.</summary>
    /// <param name="drift">What moved.</param>
    /// <param name="generatedAtUtc">When the report is made.</param>
    public static string Html(DriftReport drift, DateTimeOffset generatedAtUtc) => HtmlReport.Render(Page(drift, generatedAtUtc));

    /// <summary>The report's page.</summary>
    /// <param name="drift">What moved; its names may be paths, of which the last part is shown.</param>
    /// <param name="generatedAtUtc">When the report is made.</param>
    public static ReportPage Page(DriftReport drift, DateTimeOffset generatedAtUtc)
    {
        var named = drift with { ReferenceName = ShortName(drift.ReferenceName, drift.CurrentName), CurrentName = ShortName(drift.CurrentName, drift.ReferenceName) };
        return new ReportPage($"{named.CurrentName} against {named.ReferenceName}")
        {
            Kicker = "Drift report",
            Subtitle = "Which columns look different, and by how much.",
            Facts =
            [
                new("Reference", $"{named.ReferenceName}, {HumanNumber.Count(drift.ReferenceRowCount)} rows"),
                new("Current", $"{named.CurrentName}, {HumanNumber.Count(drift.CurrentRowCount)} rows"),
                new("Report of", HumanNumber.Instant(generatedAtUtc)),
            ],
            Banner = Banner(named),
            Sections = [DriftSection.Of(named)],
            Footer = $"Made by Millrace on {HumanNumber.Instant(generatedAtUtc)}. A column has drifted when its effect reaches the bound and the adjusted p-value is below the rate asked for.",
        };
    }

    private static Banner Banner(DriftReport drift)
    {
        var moved = drift.Features.Where(feature => feature.Decision == Decision.Fail).OrderByDescending(DriftSection.Severity).ToList();
        var unknown = drift.Features.Count(feature => feature.Decision is Decision.NotEvaluated or Decision.Inconclusive);
        var unsaid = unknown == 0 ? "" : $" {Words.Many(unknown, "column")} could not be judged.";
        var decision = Verdict.Worst(drift.Verdicts.Select(verdict => verdict.Decision));
        return decision switch
        {
            Decision.Fail => new Banner(
                Tone.Attention, $"{moved.Count} of {Words.Many(drift.Features.Count, "column")} drifted.",
                $"Most of all {string.Join(", ", moved.Take(3).Select(feature => feature.Feature))}.{unsaid}"),
            Decision.Pass => new Banner(Tone.Good, "No column drifted.", $"{Words.Many(drift.Features.Count, "column")} compared.{unsaid}"),
            _ => new Banner(Tone.Neutral, "Not decided.", drift.Verdicts.Count > 0 ? drift.Verdicts[0].Reason : "Nothing was evaluated."),
        };
    }

    private static string ShortName(string name, string other)
    {
        var file = Path.GetFileName(name);
        return file.Length == 0 || file == Path.GetFileName(other) ? name : file;
    }
}
