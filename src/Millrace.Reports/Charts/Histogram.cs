using Millrace.Reports.Numbers;

namespace Millrace.Reports.Charts;

/// <summary>How often values fall into adjoining bins.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="X">What is measured.</param>
/// <param name="Edges">B + 1 ascending edges.</param>
/// <param name="Counts">B counts.</param>
public sealed record Histogram(string Title, Axis X, IReadOnlyList<double> Edges, IReadOnlyList<long> Counts) : Chart(Title)
{
    internal override bool IsEmpty => Counts.Count == 0 || Edges.Count != Counts.Count + 1 || Counts.All(count => count == 0);

    internal override int HeightPx => IsSmall ? 130 : 300;

    internal override string Kind => "Histogram";

    internal override object ToOptions() => new
    {
        grid = EChartsOptions.Grid(IsSmall),
        tooltip = EChartsOptions.Tooltip("axis", NumberStyle.Count),
        xAxis = EChartsOptions.BinAxis([.. Enumerable.Range(0, Counts.Count).Select(Range)], X, IsSmall),
        yAxis = EChartsOptions.ValueAxis(new Axis("Rows") { Style = NumberStyle.Count, Min = 0 }, isVertical: true, IsSmall),
        series = new[]
        {
            new
            {
                type = "bar", name = "Rows", barCategoryGap = "6%",
                itemStyle = new { color = EChartsOptions.Color(Ink.Main) },
                data = Counts,
            },
        },
    };

    internal override ChartTable ToTable() => new(
        [X.Label, "Rows"],
        [.. Counts.Select((count, bin) => (string[])[Range(bin), HumanNumber.Count(count)])]);

    private string Range(int bin) => $"{HumanNumber.Number(Edges[bin])} … {HumanNumber.Number(Edges[bin + 1])}";
}
