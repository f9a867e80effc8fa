using Millrace.Reports.Numbers;

namespace Millrace.Reports.Charts;

/// <summary>Curves over a common pair of axes.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="X">Horizontal axis.</param>
/// <param name="Y">Vertical axis.</param>
/// <param name="Series">Curves; the later is drawn above the earlier.</param>
public sealed record LineChart(string Title, Axis X, Axis Y, IReadOnlyList<LineSeries> Series) : Chart(Title)
{
    private const int TableRowCount = 25;

    /// <summary>Draws y = x, the curve of a guess.</summary>
    public bool HasDiagonal { get; init; }

    /// <summary>Straight lines across the plot.</summary>
    public IReadOnlyList<GuideLine> Guides { get; init; } = [];

    internal override bool IsEmpty => Series.All(series => series.Points.Count == 0);

    internal override int HeightPx => IsSmall ? 180 : 340;

    internal override string Kind => "Line chart";

    internal override object ToOptions() => new
    {
        grid = EChartsOptions.Grid(IsSmall, HasLegend),
        legend = EChartsOptions.Legend(HasLegend),
        tooltip = EChartsOptions.Tooltip("axis", Y.Style),
        xAxis = EChartsOptions.ValueAxis(X, isVertical: false, IsSmall),
        yAxis = EChartsOptions.ValueAxis(Y, isVertical: true, IsSmall),
        series = (object[])[.. Diagonal(), .. Series.Select((series, index) => Line(series, index == 0))],
    };

    internal override ChartTable ToTable() => new(
        ["Series", X.Label, Y.Label],
        [.. Series.SelectMany(series => Thinned(series.Points).Select(point => (string[])
            [series.Name, HumanNumber.Of(point.X, X.Style), HumanNumber.Of(point.Y, Y.Style)]))]);

    private bool HasLegend => Series.Count > 1;

    private object[] Diagonal() => !HasDiagonal ? [] :
    [
        new
        {
            type = "line", silent = true, symbol = "none", data = new double[][] { [0, 0], [1, 1] }, tooltip = new { show = false },
            lineStyle = new { type = "dashed", width = 1, color = EChartsOptions.Css("--chart-guide") },
        },
    ];

    private object Line(LineSeries series, bool carriesGuides) => new
    {
        type = "line",
        name = series.Name,
        step = series.IsStep ? "end" : null,
        symbol = series.HasMarkers ? "circle" : "none",
        symbolSize = 7,
        itemStyle = new { color = EChartsOptions.Color(series.Ink) },
        lineStyle = new { width = series.Ink == Ink.Reference ? 1.5 : 2.25, type = series.IsDashed ? "dashed" : "solid" },
        data = series.Points.Select(point => EChartsOptions.Point(point.X, point.Y)).ToArray(),
        markLine = carriesGuides && Guides.Count > 0 ? GuideLine.MarkLine(Guides) : null,
    };

    private static IEnumerable<ChartPoint> Thinned(IReadOnlyList<ChartPoint> points)
    {
        var step = Math.Max(1, (points.Count - 1) / (double)(TableRowCount - 1));
        for (var at = 0.0; at < points.Count - 0.5; at += step)
        {
            yield return points[(int)Math.Round(at)];
        }
    }
}

/// <summary>A curve.</summary>
/// <param name="Name">In the legend.</param>
/// <param name="Points">By ascending x.</param>
public sealed record LineSeries(string Name, IReadOnlyList<ChartPoint> Points)
{
    /// <summary>Its colour.</summary>
    public Ink Ink { get; init; }

    /// <summary>Holds each value until the next.</summary>
    public bool IsStep { get; init; }

    /// <summary>Dashed instead of solid.</summary>
    public bool IsDashed { get; init; }

    /// <summary>Shows its points.</summary>
    public bool HasMarkers { get; init; }
}
