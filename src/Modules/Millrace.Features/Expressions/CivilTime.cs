namespace Millrace.Features.Expressions;

/// <summary>Parts of a timestamp, from microseconds since 1970-01-01, and its zones.</summary>
internal static class CivilTime
{
    public const long Second = 1_000_000;
    public const long Minute = 60 * Second;
    public const long Hour = 60 * Minute;
    public const long Day = 24 * Hour;

    /// <summary>The part's function; null when there is no such part in the subset.</summary>
    public static Func<long, long>? Part(string name) => name switch
    {
        "year" => us => Date(us).Year,
        "month" => us => Date(us).Month,
        "day" or "dayofmonth" => us => Date(us).Day,
        "quarter" => us => ((Date(us).Month - 1) / 3) + 1,
        "dayofyear" => us => Date(us).DayOfYear,
        "hour" => us => Within(us, Day) / Hour,
        "minute" => us => Within(us, Hour) / Minute,
        "second" => us => Within(us, Minute) / Second,
        "isodow" => us => ((long)Date(us).DayOfWeek + 6) % 7 + 1,
        "dayofweek" or "dow" or "weekday" => us => (long)Date(us).DayOfWeek,
        _ => null,
    };

    /// <summary>The instant of a local time, as ICU reads it: a repeated hour is the later one (standard time), a skipped
    /// time is moved on by the gap.</summary>
    public static long LocalToInstant(TimeZoneInfo zone, long localUs)
    {
        var local = new DateTime(DateTime.UnixEpoch.Ticks + (localUs * TimeSpan.TicksPerMicrosecond), DateTimeKind.Unspecified);
        return localUs - (long)zone.GetUtcOffset(local).TotalMicroseconds;
    }

    /// <summary>The local time of an instant.</summary>
    public static long InstantToLocal(TimeZoneInfo zone, long instantUs)
    {
        var instant = DateTime.UnixEpoch.AddTicks(instantUs * TimeSpan.TicksPerMicrosecond);
        return instantUs + (long)zone.GetUtcOffset(instant).TotalMicroseconds;
    }

    private static long Within(long us, long unit) => ((us % unit) + unit) % unit;

    private static DateTime Date(long us) => DateTime.UnixEpoch.AddTicks(us * TimeSpan.TicksPerMicrosecond);
}
