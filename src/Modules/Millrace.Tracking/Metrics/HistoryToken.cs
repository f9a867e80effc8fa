using System.Globalization;
using System.Text;
using Millrace.Kernel.Problems;

namespace Millrace.Tracking.Metrics;

/// <summary>Where the next page of a history begins: behind a value. Clients hand it back unread.</summary>
internal static class HistoryToken
{
    public static string Of(HistoryPoint last) => Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"{last.Step}/{last.TimestampMs}/{last.Value:R}")));

    /// <summary>Reads a token.</summary>
    public static Outcome<HistoryPoint> Read(string token)
    {
        var bytes = new byte[token.Length];
        var parts = Convert.TryFromBase64String(token, bytes, out var length) ? Encoding.ASCII.GetString(bytes, 0, length).Split('/') : [];
        return parts.Length == 3
            && long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var step)
            && long.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var timestampMs)
            && double.TryParse(parts[2], NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? new HistoryPoint(step, timestampMs, value)
            : TrackingProblems.ParameterInvalid("page_token", $"'{token}'", "it must be one of an answer.");
    }
}
