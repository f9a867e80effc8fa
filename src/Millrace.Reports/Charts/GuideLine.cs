namespace Millrace.Reports.Charts;

/// <summary>A straight line across a plot: a bound, a best value. One of the two is set.</summary>
/// <param name="Name">Written at its end.</param>
/// <param name="X">Where it stands upright; null when it lies.</param>
/// <param name="Y">Where it lies; null when it stands.</param>
public sealed record GuideLine(string Name, double? X = null, double? Y = null)
{
    internal static object MarkLine(IReadOnlyList<GuideLine> guides, bool isUpsideDown = false) => new
    {
        silent = true,
        symbol = "none",
        lineStyle = new { type = "dashed", width = 1.25, color = EChartsOptions.Css("--chart-bound") },
        label = new { formatter = "{b}", position = guides[0].X is null ? "insideEndTop" : isUpsideDown ? "start" : "end", color = EChartsOptions.Css("--muted"), fontSize = 11 },
        data = guides.Select(guide => new { name = guide.Name, xAxis = guide.X, yAxis = guide.Y }).ToArray(),
    };
}
