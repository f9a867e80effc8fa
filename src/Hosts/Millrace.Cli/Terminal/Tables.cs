using Spectre.Console;

namespace Millrace.Cli.Terminal;

/// <summary>Tables for people.</summary>
internal static class Tables
{
    /// <summary>Shows rows under headers; text is taken as it is, without markup.</summary>
    public static void Show(this Terminal terminal, IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<string>> rows, string? title = null)
    {
        var table = new Table { Border = TableBorder.Rounded, Title = title is null ? null : new TableTitle(Markup.Escape(title)) };
        foreach (var header in headers)
        {
            table.AddColumn(new TableColumn(new Text(header, new Style(decoration: Decoration.Bold))));
        }

        foreach (var row in rows)
        {
            table.AddRow([.. row.Select(cell => new Text(cell, StyleOf(cell)))]);
        }

        terminal.People.Write(table);
    }

    private static Style StyleOf(string cell) => cell switch
    {
        "pass" or "Pass" or "Succeeded" or "Production" => new Style(Color.Green),
        "fail" or "Fail" or "Failed" or "Halted" => new Style(Color.Red),
        "inconclusive" or "not_evaluated" or "Inconclusive" or "NotEvaluated" or "Interrupted" => new Style(Color.Yellow),
        _ => Style.Plain,
    };
}
