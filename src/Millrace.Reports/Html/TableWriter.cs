using Millrace.Reports.Numbers;
using Millrace.Reports.Pages;

namespace Millrace.Reports.Html;

/// <summary>Writes tables; long ones unfold without a script.</summary>
internal sealed class TableWriter(HtmlWriter html)
{
    private int foldCount;

    public void Write(TableBlock table)
    {
        if (table.Rows.Count == 0)
        {
            html.Element("p", "empty", $"{table.Caption}: {table.WhenEmpty}");
            return;
        }

        var isFolded = table.Rows.Count > (long)table.VisibleRowCount + 2;
        html.Open("div", "table");
        if (isFolded)
        {
            Fold(table, $"fold-{++foldCount}");
        }

        html.Open("div", "scroll", ("tabindex", "0"), ("role", "region"), ("aria-label", table.Caption)).Open("table")
            .Element("caption", null, table.Caption);
        Header(table);
        html.Open("tbody");
        for (var index = 0; index < table.Rows.Count; index++)
        {
            Row(table, table.Rows[index], isFolded && index >= table.VisibleRowCount);
        }

        html.Close("tbody").Close("table").Close("div").Close("div");
    }

    private void Fold(TableBlock table, string id) => html
        .Open("input", "unfold", ("type", "checkbox"), ("id", id), ("autocomplete", "off"))
        .Open("label", null, ("for", id))
        .Element("span", "more", $"Show all {HumanNumber.Count(table.Rows.Count)} rows")
        .Element("span", "less", $"Show the first {HumanNumber.Count(table.VisibleRowCount)} rows")
        .Close("label");

    private void Header(TableBlock table)
    {
        html.Open("thead").Open("tr");
        foreach (var column in table.Columns)
        {
            html.Open("th", column.IsNumber ? "number" : null, ("scope", "col")).Text(column.Header).Close("th");
        }

        html.Close("tr").Close("thead");
    }

    private void Row(TableBlock table, IReadOnlyList<Cell> cells, bool isFolded)
    {
        html.Open("tr", isFolded ? "folded" : null);
        for (var index = 0; index < cells.Count; index++)
        {
            var cell = cells[index];
            var isNumber = index < table.Columns.Count && table.Columns[index].IsNumber;
            html.Open("td", string.Join(' ', new[] { isNumber ? "number" : null, cell.IsCode ? "code" : null, cell.IsStrong ? "strong" : null }.OfType<string>()));
            Content(cell);
            html.Close("td");
        }

        html.Close("tr");
    }

    private void Content(Cell cell)
    {
        if (cell.Mark is { } mark)
        {
            html.Badge(mark, cell.Text);
        }
        else
        {
            html.Text(cell.Text);
        }

        html.Element("small", cell.NoteTone == Tone.Neutral ? null : cell.NoteTone.CssClass(), cell.Note);
    }
}
