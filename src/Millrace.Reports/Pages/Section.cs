namespace Millrace.Reports.Pages;

/// <summary>A part of a page.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Blocks">What it shows, in order.</param>
public sealed record Section(string Title, IReadOnlyList<Block> Blocks)
{
    /// <summary>One or two sentences that say what is to be learnt here.</summary>
    public string? Lead { get; init; }

    /// <summary>What was decided here; null when nothing is.</summary>
    public Mark? Mark { get; init; }
}
