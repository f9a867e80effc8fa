using System.Text.Json;
using Millrace.Reports.Charts;

namespace Millrace.Tests.Reports.Charts;

public sealed class ChartTests
{
    private static readonly IReadOnlyList<Chart> Every =
        [.. AllCharts.Of("words"), new CalibrationChart("words", [new(0.1, 0.12, 100), new(0.6, 0.55, 400)])];

    [Fact]
    public void Every_kind_of_chart_is_looked_at_here() => Assert.Equal(
        typeof(Chart).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Chart))).OrderBy(type => type.Name),
        Every.Select(chart => chart.GetType()).Distinct().OrderBy(type => type.Name));

    [Fact]
    public void Every_chart_has_a_title_axes_and_data()
    {
        foreach (var chart in Every)
        {
            var options = Options(chart);
            Assert.NotEqual("", chart.Title);
            Assert.NotNull(options.GetProperty("tooltip").GetRawText());
            Assert.Contains(options.GetProperty("series").EnumerateArray(), series => series.GetProperty("data").GetArrayLength() > 0);
            Assert.Contains(new[] { "xAxis", "yAxis" }, axis => options.GetProperty(axis).GetProperty("name").GetString()!.Length > 0);
        }
    }

    [Fact]
    public void Every_chart_is_also_a_table_with_a_cell_for_each_heading()
    {
        foreach (var table in Every.Select(chart => chart.ToTable()))
        {
            Assert.NotEmpty(table.Rows);
            Assert.All(table.Rows, row => Assert.Equal(table.Headers.Count, row.Count));
        }
    }

    [Fact]
    public void An_undefined_number_leaves_a_gap()
    {
        var line = Options(Every[0]).GetProperty("series")[0].GetProperty("data");

        Assert.Equal(JsonValueKind.Null, line[1][1].ValueKind);
    }

    [Fact]
    public void A_unit_stands_beside_its_axis() =>
        Assert.Equal("words (words)", Options(Every[0]).GetProperty("xAxis").GetProperty("name").GetString());

    [Fact]
    public void A_bar_starts_at_zero_unless_one_is_negative()
    {
        var positive = new BarChart("t", new Axis("c"), new Axis("v"), [new Bar("a", 7), new Bar("b", 8)]);
        var negative = positive with { Bars = [new Bar("a", 7), new Bar("b", -8)] };

        Assert.Equal(0, Options(positive).GetProperty("yAxis").GetProperty("min").GetInt32());
        Assert.False(Options(negative).GetProperty("yAxis").TryGetProperty("min", out _));
    }

    [Fact]
    public void The_diagonal_of_a_guess_lies_behind_the_curve()
    {
        var roc = new LineChart("t", Axis.Share("x"), Axis.Share("y"), [new LineSeries("model", [new(0, 0), new(0.2, 0.9), new(1, 1)])]) { HasDiagonal = true };
        var series = Options(roc).GetProperty("series");

        Assert.Equal(2, series.GetArrayLength());
        Assert.Equal("dashed", series[0].GetProperty("lineStyle").GetProperty("type").GetString());
        Assert.Equal("model", series[1].GetProperty("name").GetString());
    }

    [Fact]
    public void A_long_curve_has_a_short_table_with_both_its_ends()
    {
        var curve = new LineChart("t", new Axis("x"), new Axis("y"), [new LineSeries("model", [.. Enumerable.Range(0, 1000).Select(i => new ChartPoint(i, 2 * i))])]);
        var rows = curve.ToTable().Rows;

        Assert.InRange(rows.Count, 20, 30);
        Assert.Equal("0", rows[0][1]);
        Assert.Equal("999", rows[^1][1]);
    }

    [Fact]
    public void Larger_calibration_points_hold_more_rows()
    {
        var data = Options(Every[^1]).GetProperty("series")[1].GetProperty("data");

        Assert.True(data[0].GetProperty("symbolSize").GetDouble() < data[1].GetProperty("symbolSize").GetDouble());
    }

    [Fact]
    public void An_estimate_without_an_interval_has_no_bar()
    {
        var series = Options(Every.OfType<ForestChart>().Single()).GetProperty("series");

        Assert.Equal(2, series[0].GetProperty("data").GetArrayLength());
        Assert.Equal(0, series[1].GetProperty("data").GetArrayLength());
    }

    [Fact]
    public void Sides_of_different_length_are_not_drawn() => Assert.True(
        new PairedHistogram("t", new Axis("x"), ["a", "b"], new HistogramSide("r", [1]), new HistogramSide("c", [0.5, 0.5])).IsEmpty);

    private static JsonElement Options(Chart chart) => JsonDocument.Parse(EChartsOptions.Serialize(chart.ToOptions())).RootElement;
}
