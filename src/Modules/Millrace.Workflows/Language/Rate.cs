using System.Globalization;
using System.Text.RegularExpressions;

namespace Millrace.Workflows.Language;

/// <summary>Requests in a time: <c>200rps</c>.</summary>
/// <param name="Text">As written.</param>
/// <param name="PerSecond">Requests per second.</param>
internal sealed partial record Rate(string Text, double PerSecond)
{
    private const double SecondsPerMinute = 60;

    /// <summary>The rate, or null when the text is none.</summary>
    public static Rate? Parse(string text)
    {
        if (Form().Match(text) is not { Success: true } match)
        {
            return null;
        }

        var number = double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        return double.IsFinite(number) ? new Rate(text, match.Groups[2].Value == "rps" ? number : number / SecondsPerMinute) : null;
    }

    public override string ToString() => Text;

    [GeneratedRegex(@"^([0-9]+(?:\.[0-9]+)?)(rps|rpm)\z")]
    private static partial Regex Form();
}
