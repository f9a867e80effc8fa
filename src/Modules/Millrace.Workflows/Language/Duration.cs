using System.Globalization;
using System.Text.RegularExpressions;

namespace Millrace.Workflows.Language;

/// <summary>A length of time with its unit: <c>2h</c>.</summary>
/// <param name="Text">As written; names windows.</param>
/// <param name="Length">Zero or more.</param>
internal sealed partial record Duration(string Text, TimeSpan Length)
{
    // A hundred years: longer is a slip of the pen and would overflow.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_525);

    public static Duration Zero { get; } = new("0s", TimeSpan.Zero);

    /// <summary>The duration, or null when the text is none.</summary>
    public static Duration? Parse(string text)
    {
        if (Form().Match(text) is not { Success: true } match)
        {
            return null;
        }

        var ticks = double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * TicksPer(match.Groups[2].Value);
        return ticks <= Longest.Ticks ? new Duration(text, TimeSpan.FromTicks((long)Math.Round(ticks))) : null;
    }

    public override string ToString() => Text;

    private static double TicksPer(string unit) => unit switch
    {
        "us" => TimeSpan.TicksPerMicrosecond,
        "ms" => TimeSpan.TicksPerMillisecond,
        "s" => TimeSpan.TicksPerSecond,
        "m" => TimeSpan.TicksPerMinute,
        "h" => TimeSpan.TicksPerHour,
        "d" => TimeSpan.TicksPerDay,
        _ => 7.0 * TimeSpan.TicksPerDay,
    };

    [GeneratedRegex(@"^([0-9]+(?:\.[0-9]+)?)(us|ms|s|m|h|d|w)\z")]
    private static partial Regex Form();
}
