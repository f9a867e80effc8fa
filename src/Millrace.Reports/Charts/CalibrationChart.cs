using Millrace.Reports.Numbers;

namespace Millrace.Reports.Charts;

/// <summary>Predicted against observed shares; the size of a point tells its rows.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Points">By ascending prediction.</param>
public sealed record CalibrationChart(string Title, IReadOnlyList<CalibrationPoint> Points) : Chart(Title)
{
    private const double SmallestPx = 5;
    private const double LargestPx = 14;

    internal override bool IsEmpty => Points.Count == 0;

    internal override int HeightPx => 340;

    internal override string Kind => "Calibration plot";

    internal override object ToOptions() => new
    {
        grid = EChartsOptions.Grid(isSmall: false),
        tooltip = EChartsOptions.Tooltip("item", NumberStyle.Percent),
        xAxis = EChartsOptions.ValueAxis(Axis.Share("Predicted probability"), isVertical: false),
        yAxis = EChartsOptions.ValueAxis(Axis.Share("Observed share"), isVertical: true),
        series = new object[]
        {
            new
            {
                type = "line", silent = true, symbol = "none", data = new double[][] { [0, 0], [1, 1] },
                lineStyle = new { type = "dashed", width = 1, color = EChartsOptions.Css("--chart-guide") },
            },
            new
            {
                type = "line", name = "Observed share", symbol = "circle",
                itemStyle = new { color = EChartsOptions.Color(Ink.Main) }, lineStyle = new { width = 1.5 },
                data = Points.Select(Marker).ToArray(),
            },
        },
    };

    internal override ChartTable ToTable() => new(
        ["Predicted probability", "Observed share", "Rows"],
        [.. Points.Select(point => (string[])
            [HumanNumber.Percent(point.Predicted), HumanNumber.Percent(point.Observed), HumanNumber.Count(point.RowCount)])]);

    private object Marker(CalibrationPoint point) => new
    {
        name = $"{HumanNumber.Count(point.RowCount)} rows, predicted {HumanNumber.Percent(point.Predicted)}",
        value = EChartsOptions.Point(point.Predicted, point.Observed),
        symbolSize = Math.Round(SmallestPx + ((LargestPx - SmallestPx) * Math.Sqrt(point.RowCount / (double)Math.Max(1, Points.Max(p => p.RowCount)))), 1),
    };
}

/// <summary>One bin of a calibration plot.</summary>
/// <param name="Predicted">Mean probability, in [0, 1].</param>
/// <param name="Observed">Share of positives, in [0, 1].</param>
/// <param name="RowCount">Rows in the bin.</param>
public sealed record CalibrationPoint(double Predicted, double Observed, long RowCount);
