using Millrace.Reports.Numbers;

namespace Millrace.Reports.Charts;

/// <summary>The same bins on two sides, one drawn over the other.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="X">What is measured.</param>
/// <param name="Labels">Bins, as text.</param>
/// <param name="Reference">The side drawn behind.</param>
/// <param name="Current">The side drawn in front.</param>
public sealed record PairedHistogram(
    string Title, Axis X, IReadOnlyList<string> Labels, HistogramSide Reference, HistogramSide Current) : Chart(Title)
{
    internal override bool IsEmpty => Labels.Count == 0 || Reference.Shares.Count != Labels.Count || Current.Shares.Count != Labels.Count;

    internal override int HeightPx => IsSmall ? 170 : 320;

    internal override string Kind => "Paired histogram";

    internal override object ToOptions() => new
    {
        grid = EChartsOptions.Grid(IsSmall, hasLegend: true),
        legend = EChartsOptions.Legend(true),
        tooltip = EChartsOptions.Tooltip("axis", NumberStyle.Percent),
        xAxis = EChartsOptions.BinAxis(Labels, X, IsSmall),
        yAxis = EChartsOptions.ValueAxis(new Axis("Share of rows") { Style = NumberStyle.Percent, Min = 0 }, isVertical: true, IsSmall),
        series = new[] { Bars(Reference, "--chart-behind", "--chart-behind", 0), Bars(Current, "--chart-front", "--chart-main", 1.25) },
    };

    internal override ChartTable ToTable() => new(
        [X.Label, Reference.Name, Current.Name],
        [.. Labels.Select((label, bin) => (string[])
            [label, HumanNumber.Percent(Reference.Shares[bin]), HumanNumber.Percent(Current.Shares[bin])])]);

    private static object Bars(HistogramSide side, string fill, string edge, double edgeWidth) => new
    {
        type = "bar",
        name = side.Name,
        barGap = "-100%",
        barCategoryGap = "8%",
        itemStyle = new { color = EChartsOptions.Css(fill), borderColor = EChartsOptions.Css(edge), borderWidth = edgeWidth },
        data = side.Shares.Select(EChartsOptions.Rounded).ToArray(),
    };
}

/// <summary>One side of a paired histogram.</summary>
/// <param name="Name">In the legend.</param>
/// <param name="Shares">Share of rows in each bin, in [0, 1].</param>
public sealed record HistogramSide(string Name, IReadOnlyList<double> Shares);
