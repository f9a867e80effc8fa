using System.Globalization;

namespace Millrace.Workflows.Language;

/// <summary>Dates and instants of the file; without a zone they are UTC.</summary>
internal static class Dates
{
    private static readonly string[] Forms =
    [
        "yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ssK",
        "yyyy-MM-ddTHH:mm:ss.FFFFFFK", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm",
    ];

    /// <summary>The instant in UTC, or null when the text is none.</summary>
    public static DateTimeOffset? Parse(string text) => DateTimeOffset.TryParseExact(
        text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant
            : null;

    /// <summary>As a person writes it: the date alone at midnight UTC.</summary>
    public static string Write(DateTimeOffset instant) => instant.UtcDateTime.TimeOfDay == TimeSpan.Zero
        ? instant.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
