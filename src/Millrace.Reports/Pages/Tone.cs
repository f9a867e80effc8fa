namespace Millrace.Reports.Pages;

/// <summary>How good a piece of news is; always shown by sign and words beside the colour.</summary>
public enum Tone
{
    /// <summary>Plain information.</summary>
    Neutral,

    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Someone should look.</summary>
    Attention,

    /// <summary>Not as it should be.</summary>
    Bad,
}
