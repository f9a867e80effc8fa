using Millrace.Reports.Charts;
using Millrace.Reports.Pages;

namespace Millrace.Reports.Html;

/// <summary>Writes what sections show. One writer serves a whole page, so that its ids are unique.</summary>
internal sealed class BlockWriter(HtmlWriter html)
{
    private readonly TableWriter tables = new(html);
    private int chartCount;

    public bool HasCharts => chartCount > 0;

    public void Write(IEnumerable<Block> blocks)
    {
        foreach (var block in blocks)
        {
            Write(block);
            html.Line();
        }
    }

    private void Write(Block block)
    {
        switch (block)
        {
            case TextBlock text: html.Element("p", null, text.Text); break;
            case HeadingBlock heading: html.Element("h3", null, heading.Text); break;
            case NoteBlock note: Note(note.Tone, note.Text); break;
            case FiguresBlock figures: Figures(figures); break;
            case FactsBlock facts: Facts(facts); break;
            case TableBlock table: tables.Write(table); break;
            case VerdictsBlock verdicts: Verdicts(verdicts); break;
            case ChartBlock chart: Chart(chart.Chart); break;
            case GridBlock grid: Grid(grid); break;
            default: throw new ArgumentException($"A page cannot show a {block.GetType().Name}.", nameof(block));
        }
    }

    private void Note(Tone tone, string text) =>
        html.Open("div", "note " + tone.CssClass()).Sign(tone).Element("p", null, text).Close("div");

    private void Figures(FiguresBlock block)
    {
        html.Open("dl", "figures");
        foreach (var figure in block.Figures)
        {
            html.Open("div", "figure").Element("dt", null, figure.Label).Element("dd", "value", figure.Value)
                .Element("dd", "detail", figure.Detail).Close("div");
        }

        html.Close("dl");
    }

    private void Facts(FactsBlock block)
    {
        html.Open("dl", "facts");
        foreach (var fact in block.Facts)
        {
            html.Open("div").Element("dt", null, fact.Label).Element("dd", fact.IsCode ? "code" : null, fact.Value).Close("div");
        }

        html.Close("dl");
    }

    private void Verdicts(VerdictsBlock block)
    {
        html.Open("ul", "verdicts");
        foreach (var line in block.Lines)
        {
            html.Open("li").Badge(line.Mark).Open("div").Element("strong", null, line.Title).Element("p", null, line.Reason)
                .Close("div").Close("li");
        }

        html.Close("ul");
    }

    private void Grid(GridBlock block)
    {
        html.Open("div", $"grid columns-{Math.Clamp(block.Columns, 2, 3)}");
        foreach (var panel in block.Panels)
        {
            html.Open("div", "panel");
            PanelTitle(panel);
            Write(panel.Blocks);
            html.Close("div");
        }

        html.Close("div");
    }

    private void PanelTitle(Panel panel)
    {
        if (panel.Title is null)
        {
            return;
        }

        html.Open("div", "panel-title").Open("h3").Name(panel.Title).Close("h3").Element("span", "panel-note", panel.Note);
        if (panel.Mark is { } mark)
        {
            html.Badge(mark, panel.MarkWords);
        }

        html.Close("div");
    }

    private void Chart(Chart chart)
    {
        html.Open("figure", chart.IsSmall ? "chart small" : "chart").Element("figcaption", null, chart.Title);
        if (chart.IsEmpty)
        {
            Note(Tone.Neutral, "No data to draw.");
        }
        else
        {
            Drawing(chart, $"chart-{++chartCount}");
        }

        html.Element("p", "caption", chart.Caption).Close("figure");
    }

    private void Drawing(Chart chart, string id)
    {
        html.Open("div", "drawing", ("id", id), ("data-chart", id + "-data"), ("role", "img"),
                ("aria-label", $"{chart.Kind}: {chart.Title}."), ("style", $"height:{chart.HeightPx}px"))
            .Close("div")
            // The serializer escapes <, > and &, so no text can end the element.
            .Open("script", null, ("type", "application/json"), ("id", id + "-data")).Raw(EChartsOptions.Serialize(chart.ToOptions())).Close("script");
        var table = chart.ToTable();
        html.Open("noscript");
        tables.Write(new TableBlock(
            chart.Title,
            [.. table.Headers.Select(header => new TableColumn(header))],
            [.. table.Rows.Select(row => (IReadOnlyList<Cell>)[.. row.Select(text => new Cell(text))])])
        { VisibleRowCount = int.MaxValue });
        html.Close("noscript");
    }
}
