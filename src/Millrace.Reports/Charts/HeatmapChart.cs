using Millrace.Reports.Numbers;
using Millrace.Reports.Pages;

namespace Millrace.Reports.Charts;

/// <summary>A field of cells, such as a confusion matrix; darker means more.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="X">What the columns are.</param>
/// <param name="Columns">From left to right.</param>
/// <param name="Y">What the rows are.</param>
/// <param name="Rows">From top to bottom.</param>
/// <param name="Cells">Any order; a missing cell stays blank.</param>
public sealed record HeatmapChart(
    string Title, Axis X, IReadOnlyList<string> Columns, Axis Y, IReadOnlyList<string> Rows, IReadOnlyList<HeatCell> Cells) : Chart(Title)
{
    internal override bool IsEmpty => Cells.Count == 0;

    internal override int HeightPx => 80 + (Math.Max(2, Rows.Count) * (Rows.Count <= 4 ? 110 : 36));

    internal override string Kind => "Heat map";

    internal override object ToOptions() => new
    {
        grid = EChartsOptions.Grid(isSmall: false),
        tooltip = EChartsOptions.Tooltip("item", NumberStyle.Count),
        xAxis = EChartsOptions.CategoryAxis(Columns, X, isVertical: false),
        yAxis = EChartsOptions.CategoryAxis(Rows, Y, isVertical: true),
        visualMap = new[] { Shades(Tone.Neutral, 0), Shades(Tone.Good, 1), Shades(Tone.Bad, 2) },
        series = new[] { Field(Tone.Neutral), Field(Tone.Good), Field(Tone.Bad) },
    };

    internal override ChartTable ToTable() => new(
        [Y.Label, X.Label, "Value"],
        [.. Cells.Select(cell => (string[])[Rows[cell.Row], Columns[cell.Column], string.Join(", ", cell.Lines)])]);

    private object Field(Tone tone) => new
    {
        type = "heatmap",
        itemStyle = new { borderColor = EChartsOptions.Css("--surface"), borderWidth = 3, borderRadius = 6 },
        label = new { show = true, color = EChartsOptions.Css("--ink"), fontSize = 13, lineHeight = 19 },
        data = Cells.Where(cell => cell.Tone == tone).Select(cell => new
        {
            name = $"{Rows[cell.Row]}, {Columns[cell.Column]}",
            value = new[] { cell.Column, cell.Row, EChartsOptions.Rounded(cell.Value) },
            // Percent signs and braces of a template never come from here: the lines are numbers and units.
            label = new { formatter = string.Join('\n', cell.Lines) },
        }).ToArray(),
    };

    private object Shades(Tone tone, int seriesIndex)
    {
        var name = tone switch { Tone.Good => "good", Tone.Bad => "bad", _ => "plain" };
        return new
        {
            show = false,
            seriesIndex,
            min = 0,
            max = Math.Max(1, Cells.Max(cell => cell.Value)),
            inRange = new { color = new[] { EChartsOptions.Css($"--heat-{name}-low"), EChartsOptions.Css($"--heat-{name}-high") } },
        };
    }
}

/// <summary>A cell of a heat map.</summary>
/// <param name="Column">Index of its column.</param>
/// <param name="Row">Index of its row.</param>
/// <param name="Value">How dark it is.</param>
/// <param name="Lines">Written inside.</param>
/// <param name="Tone">Good and bad cells have colours of their own.</param>
public sealed record HeatCell(int Column, int Row, double Value, IReadOnlyList<string> Lines, Tone Tone = Tone.Neutral);
