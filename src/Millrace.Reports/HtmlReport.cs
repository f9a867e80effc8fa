using Millrace.Reports.Html;
using Millrace.Reports.Pages;

namespace Millrace.Reports;

/// <summary>Writes a page as one HTML file that needs nothing else: no network, no folder beside it.</summary>
public static class HtmlReport
{
    /// <summary>The file's text; equal pages give equal text. About 1.2 MB, most of it the chart library; a page without
    /// charts leaves that out.</summary>
    public static string Render(ReportPage page) => new PageWriter(page).Write();
}
