using System.Text;

namespace Millrace.Workflows.Design;

/// <summary>Boxes with arrows between them and captions below, in plain ASCII.</summary>
internal static class PipelineDiagram
{
    private const string Arrow = " --> ";

    /// <summary>One row of boxes.</summary>
    /// <param name="boxes">Title and captions of each.</param>
    public static string Draw(IReadOnlyList<(string Title, IReadOnlyList<string> Captions)> boxes)
    {
        var widths = boxes.Select(box => Math.Max(box.Title.Length + 2, box.Captions.Select(caption => caption.Length).DefaultIfEmpty(0).Max())).ToList();
        var text = new StringBuilder();
        Line(text, Arrow.Length, widths.Select(width => $"+{new string('-', width)}+"));
        text.AppendJoin(Arrow, boxes.Select((box, index) => $"|{Centred(box.Title, widths[index])}|")).Append('\n');
        Line(text, Arrow.Length, widths.Select(width => $"+{new string('-', width)}+"));
        for (var row = 0; row < boxes.Max(box => box.Captions.Count); row++)
        {
            Line(text, Arrow.Length, boxes.Select((box, index) =>
                $" {(row < box.Captions.Count ? box.Captions[row] : "").PadRight(widths[index])} "));
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, int gap, IEnumerable<string> cells) =>
        text.Append(string.Join(new string(' ', gap), cells).TrimEnd()).Append('\n');

    private static string Centred(string title, int width) =>
        title.PadLeft(title.Length + ((width - title.Length) / 2)).PadRight(width);
}
