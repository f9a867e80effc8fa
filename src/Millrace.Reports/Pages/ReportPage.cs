namespace Millrace.Reports.Pages;

/// <summary>A page to be read by people, from top to bottom: who it is about, what was decided, and the evidence.</summary>
/// <param name="Title">Its name, also that of the browser's tab.</param>
public sealed record ReportPage(string Title)
{
    /// <summary>A few words above the title: what kind of page it is.</summary>
    public string? Kicker { get; init; }

    /// <summary>One sentence below the title.</summary>
    public string? Subtitle { get; init; }

    /// <summary>Small facts below that: version, owner, date.</summary>
    public IReadOnlyList<Fact> Facts { get; init; } = [];

    /// <summary>The verdict in one sentence; null when the page decides nothing.</summary>
    public Banner? Banner { get; init; }

    /// <summary>The questions a reader comes with, answered at once.</summary>
    public IReadOnlyList<Answer> Answers { get; init; } = [];

    /// <summary>The evidence, in order.</summary>
    public IReadOnlyList<Section> Sections { get; init; } = [];

    /// <summary>The last line: who made it, from what.</summary>
    public string? Footer { get; init; }
}

/// <summary>A labelled value.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Value">For people.</param>
public sealed record Fact(string Label, string Value)
{
    /// <summary>Set in a fixed-width font: digests, names of code.</summary>
    public bool IsCode { get; init; }
}

/// <summary>The verdict of a page.</summary>
/// <param name="Tone">Its colour and sign.</param>
/// <param name="Headline">One short sentence.</param>
/// <param name="Detail">One or two sentences with the values.</param>
public sealed record Banner(Tone Tone, string Headline, string Detail);

/// <summary>A question with its answer.</summary>
/// <param name="Question">As the reader would ask it.</param>
/// <param name="Reply">A few words.</param>
/// <param name="Tone">Its colour and sign.</param>
/// <param name="Detail">The values behind it.</param>
public sealed record Answer(string Question, string Reply, Tone Tone, string Detail);
