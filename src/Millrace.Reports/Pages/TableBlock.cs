namespace Millrace.Reports.Pages;

/// <summary>A table.</summary>
/// <param name="Caption">What it holds; read aloud by screen readers and shown above it.</param>
/// <param name="Columns">From left to right.</param>
/// <param name="Rows">Each with one cell for each column.</param>
public sealed record TableBlock(
    string Caption, IReadOnlyList<TableColumn> Columns, IReadOnlyList<IReadOnlyList<Cell>> Rows) : Block
{
    /// <summary>Rows shown at first; the others unfold. Printing shows all.</summary>
    public int VisibleRowCount { get; init; } = 15;

    /// <summary>Said instead of an empty table.</summary>
    public string WhenEmpty { get; init; } = "Nothing to show.";
}

/// <summary>A column of a table.</summary>
/// <param name="Header">Its heading.</param>
public sealed record TableColumn(string Header)
{
    /// <summary>Numbers are set to the right, with digits of equal width.</summary>
    public bool IsNumber { get; init; }

    /// <summary>A column of numbers.</summary>
    public static TableColumn Number(string header) => new(header) { IsNumber = true };
}

/// <summary>A cell.</summary>
/// <param name="Text">For people.</param>
public sealed record Cell(string Text)
{
    /// <summary>Makes the text a badge; null for plain text.</summary>
    public Mark? Mark { get; init; }

    /// <summary>Small words below; null for none.</summary>
    public string? Note { get; init; }

    /// <summary>Colour of the small words.</summary>
    public Tone NoteTone { get; init; }

    /// <summary>Set in a fixed-width font.</summary>
    public bool IsCode { get; init; }

    /// <summary>Heading of its row.</summary>
    public bool IsStrong { get; init; }

    /// <summary>A badge.</summary>
    /// <param name="mark">Its colour and sign.</param>
    /// <param name="words">Null for the mark's own.</param>
    public static Cell Of(Mark mark, string? words = null) => new(words ?? mark.Words()) { Mark = mark };

    /// <summary>A name from code or data.</summary>
    public static Cell Code(string text) => new(text) { IsCode = true };

    /// <summary>Plain text.</summary>
    public static implicit operator Cell(string text) => new(text);
}
