using System.Globalization;

namespace Millrace.Workflows.Language;

/// <summary>A number that may carry a unit: the bound of a guardrail.</summary>
/// <param name="Text">As written.</param>
/// <param name="Value">In the unit.</param>
/// <param name="Unit"><c>ms</c> for durations, <c>rps</c> for rates, null for a pure number.</param>
internal sealed record Quantity(string Text, double Value, string? Unit)
{
    /// <summary>The quantity, or null when the text is none.</summary>
    public static Quantity? Parse(string text)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            return new Quantity(text, number, null);
        }

        return Duration.Parse(text) is { } duration ? new Quantity(text, duration.Length.TotalMilliseconds, "ms")
            : Rate.Parse(text) is { } rate ? new Quantity(text, rate.PerSecond, "rps")
            : null;
    }

    public override string ToString() => Text;
}
