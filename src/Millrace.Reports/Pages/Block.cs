using Millrace.Reports.Charts;

namespace Millrace.Reports.Pages;

/// <summary>Something a section shows.</summary>
public abstract record Block;

/// <summary>A paragraph.</summary>
/// <param name="Text">Plain text.</param>
public sealed record TextBlock(string Text) : Block;

/// <summary>A heading inside a section.</summary>
/// <param name="Text">Plain text.</param>
public sealed record HeadingBlock(string Text) : Block;

/// <summary>A remark that stands out: what is missing, what to mind.</summary>
/// <param name="Tone">Its colour and sign.</param>
/// <param name="Text">Plain text.</param>
public sealed record NoteBlock(Tone Tone, string Text) : Block;

/// <summary>Key figures side by side.</summary>
/// <param name="Figures">In order.</param>
public sealed record FiguresBlock(IReadOnlyList<Figure> Figures) : Block;

/// <summary>One key figure.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Value">Large.</param>
/// <param name="Detail">Small, below; null for none.</param>
public sealed record Figure(string Label, string Value, string? Detail = null);

/// <summary>Labelled values in two columns.</summary>
/// <param name="Facts">In order.</param>
public sealed record FactsBlock(IReadOnlyList<Fact> Facts) : Block;

/// <summary>A chart.</summary>
/// <param name="Chart">What it draws.</param>
public sealed record ChartBlock(Chart Chart) : Block;

/// <summary>A list of decisions with their reasons.</summary>
/// <param name="Lines">In order.</param>
public sealed record VerdictsBlock(IReadOnlyList<VerdictLine> Lines) : Block;

/// <summary>One decision.</summary>
/// <param name="Mark">What was decided.</param>
/// <param name="Title">What was asked.</param>
/// <param name="Reason">Why, with the values.</param>
public sealed record VerdictLine(Mark Mark, string Title, string Reason);

/// <summary>Panels side by side where there is room, one below the other where there is not.</summary>
/// <param name="Panels">In reading order.</param>
/// <param name="Columns">At most this many side by side, 2 or 3.</param>
public sealed record GridBlock(IReadOnlyList<Panel> Panels, int Columns) : Block;

/// <summary>A framed part of a grid.</summary>
/// <param name="Title">Null when its blocks speak for themselves.</param>
/// <param name="Blocks">What it shows.</param>
public sealed record Panel(string? Title, IReadOnlyList<Block> Blocks)
{
    /// <summary>Small words beside the title: a type, a unit.</summary>
    public string? Note { get; init; }

    /// <summary>A badge beside the title; null for none.</summary>
    public Mark? Mark { get; init; }

    /// <summary>The badge's words; null for the mark's own.</summary>
    public string? MarkWords { get; init; }
}
