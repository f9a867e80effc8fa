using System.Text;

namespace Millrace.Workflows.Design;

/// <summary>Writes Markdown with one line feed at each line's end, so that the same facts give the same bytes.</summary>
internal sealed class MarkdownPage
{
    private readonly StringBuilder text = new();

    /// <summary>A heading; level 1 is the page's.</summary>
    public MarkdownPage Heading(int level, string title) => Block($"{new string('#', level)} {Line(title)}");

    /// <summary>A paragraph.</summary>
    public MarkdownPage Paragraph(string words) => Block(words);

    /// <summary>A list.</summary>
    public MarkdownPage List(IEnumerable<string> items) => Block(string.Join('\n', items.Select(item => $"- {item.ReplaceLineEndings("\n  ")}")));

    /// <summary>Text as it is.</summary>
    public MarkdownPage Code(string code, string language = "") => Block($"```{language}\n{code.TrimEnd('\n')}\n```");

    /// <summary>A table; nothing when it has no rows.</summary>
    public MarkdownPage Table(IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<string>> rows)
    {
        var lines = rows.Select(Row).ToList();
        return lines.Count == 0
            ? this
            : Block($"{Row(headers)}\n{Row([.. headers.Select(_ => "---")])}\n{string.Join('\n', lines)}");
    }

    /// <summary>A table of names and values.</summary>
    public MarkdownPage Facts(params IEnumerable<(string Name, string Value)> facts) =>
        Table(["", ""], facts.Select(fact => (IReadOnlyList<string>)[$"**{fact.Name}**", fact.Value]));

    /// <summary>The page, ending in one line feed.</summary>
    public override string ToString() => text.ToString().TrimEnd('\n') + "\n";

    private MarkdownPage Block(string block)
    {
        text.Append(block.ReplaceLineEndings("\n")).Append("\n\n");
        return this;
    }

    private static string Row(IReadOnlyList<string> cells) => $"| {string.Join(" | ", cells.Select(Cell))} |";

    private static string Cell(string value) => Line(value).Replace("|", "\\|", StringComparison.Ordinal);

    private static string Line(string value) => value.ReplaceLineEndings(" ").Trim();
}
