using Millrace.Reports.Numbers;

namespace Millrace.Reports.Charts;

/// <summary>Estimates with their intervals, one below the other, so that overlaps are seen.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="X">What is measured.</param>
/// <param name="Rows">From top to bottom.</param>
public sealed record ForestChart(string Title, Axis X, IReadOnlyList<ForestRow> Rows) : Chart(Title)
{
    private const int RowPx = 44;

    /// <summary>A bound that is asked for; null for none.</summary>
    public GuideLine? Bound { get; init; }

    internal override bool IsEmpty => Rows.All(row => !double.IsFinite(row.Value));

    internal override int HeightPx => 96 + (RowPx * Rows.Count);

    internal override string Kind => "Estimates with intervals";

    internal override object ToOptions() => new
    {
        grid = new { left = 16, right = 24, top = Bound is null ? 12 : 28, bottom = 28 },
        tooltip = new { trigger = "item", confine = true, formatter = "{b}" },
        xAxis = EChartsOptions.ValueAxis(X, isVertical: false, gap: "6%"),
        yAxis = EChartsOptions.CategoryAxis([.. Rows.Select(row => row.Name)], new Axis(""), isVertical: true),
        series = (object[])[.. Rows.Select(Interval), Estimates()],
    };

    internal override ChartTable ToTable() => new(
        ["Name", X.Label, "From", "To"],
        [.. Rows.Select(row => (string[])
            [row.Name, HumanNumber.Of(row.Value, X.Style), HumanNumber.Of(row.Low, X.Style), HumanNumber.Of(row.High, X.Style)])]);

    private object Interval(ForestRow row, int index) => new
    {
        type = "line",
        symbol = "rect",
        symbolSize = new[] { 2, 11 },
        itemStyle = new { color = EChartsOptions.Color(row.Ink) },
        lineStyle = new { width = 2.5 },
        data = double.IsFinite(row.Low) && double.IsFinite(row.High)
            ? new[] { End(row, row.Low, index), End(row, row.High, index) }
            : [],
    };

    private object End(ForestRow row, double value, int index) => new { name = Words(row), value = EChartsOptions.Point(value, index) };

    private object Estimates() => new
    {
        type = "scatter",
        symbolSize = 9,
        z = 5,
        label = new { show = true, position = "top", distance = 7, color = EChartsOptions.Css("--ink"), fontSize = 12 },
        data = Rows.Select((row, index) => new
        {
            name = Words(row),
            value = EChartsOptions.Point(row.Value, index),
            label = new { formatter = HumanNumber.Of(row.Value, X.Style) },
            itemStyle = new { color = EChartsOptions.Color(row.Ink) },
        }).ToArray(),
        markLine = Bound is null ? null : GuideLine.MarkLine([Bound], isUpsideDown: true),
    };

    private string Words(ForestRow row) =>
        $"{row.Name}: {HumanNumber.Of(row.Value, X.Style)} [{HumanNumber.Of(row.Low, X.Style)}, {HumanNumber.Of(row.High, X.Style)}]";
}

/// <summary>One estimate.</summary>
/// <param name="Name">Of whom.</param>
/// <param name="Value">The estimate.</param>
/// <param name="Low">Lower end of its interval; NaN for none.</param>
/// <param name="High">Upper end; NaN for none.</param>
/// <param name="Ink">Its colour.</param>
public sealed record ForestRow(string Name, double Value, double Low, double High, Ink Ink = Ink.Main);
