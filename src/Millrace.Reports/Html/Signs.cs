using Millrace.Reports.Pages;

namespace Millrace.Reports.Html;

/// <summary>Tones and marks as signs that do not depend on colour.</summary>
internal static class Signs
{
    public static string CssClass(this Tone tone) => tone switch
    {
        Tone.Good => "good",
        Tone.Attention => "attention",
        Tone.Bad => "bad",
        _ => "neutral",
    };

    public static HtmlWriter Sign(this HtmlWriter html, Tone tone) => html.Raw(
        $"<svg class=\"sign {tone.CssClass()}\" viewBox=\"0 0 20 20\" aria-hidden=\"true\" focusable=\"false\"><circle cx=\"10\" cy=\"10\" r=\"10\"/>{Stroke(tone)}</svg>");

    public static HtmlWriter Badge(this HtmlWriter html, Mark mark, string? words = null) =>
        html.Open("span", "badge " + mark.Tone().CssClass()).Sign(mark.Tone()).Text(words ?? mark.Words()).Close("span");

    private static string Stroke(Tone tone) => tone switch
    {
        Tone.Good => "<path d=\"M5.6 10.4l3 3 5.8-6.4\"/>",
        Tone.Attention => "<path d=\"M10 5v6.2M10 14.4v.2\"/>",
        Tone.Bad => "<path d=\"M6.6 6.6l6.8 6.8M13.4 6.6l-6.8 6.8\"/>",
        _ => "<path d=\"M6 10h8\"/>",
    };
}
