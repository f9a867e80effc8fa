namespace Millrace.Reports.Pages;

/// <summary>A decision, as a badge.</summary>
public enum Mark
{
    /// <summary>Holds.</summary>
    Pass,

    /// <summary>Does not hold.</summary>
    Fail,

    /// <summary>The evidence does not decide.</summary>
    Inconclusive,

    /// <summary>There was nothing to decide on.</summary>
    NotEvaluated,
}

internal static class Marks
{
    public static string Words(this Mark mark) => mark switch
    {
        Mark.Pass => "pass",
        Mark.Fail => "fail",
        Mark.Inconclusive => "inconclusive",
        _ => "not evaluated",
    };

    public static Tone Tone(this Mark mark) => mark switch
    {
        Mark.Pass => Pages.Tone.Good,
        Mark.Fail => Pages.Tone.Bad,
        Mark.Inconclusive => Pages.Tone.Attention,
        _ => Pages.Tone.Neutral,
    };
}
