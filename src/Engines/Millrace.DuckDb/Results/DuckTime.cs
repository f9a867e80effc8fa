namespace Millrace.DuckDb;

/// <summary>Between .NET times and DuckDB's microseconds since 1970-01-01 UTC.</summary>
public static class DuckTime
{
    private const long NanosPerTick = 100;

    /// <summary>Microseconds since 1970-01-01 UTC; a time of unspecified kind is taken as UTC.</summary>
    public static long ToMicros(DateTime time)
    {
        var utc = time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : time;
        return (long)Math.Floor((utc.Ticks - DateTime.UnixEpoch.Ticks) / (decimal)TimeSpan.TicksPerMicrosecond);
    }

    /// <summary>A UTC time. DuckDB's <c>infinity</c> and <c>-infinity</c> become the largest and smallest time.</summary>
    /// <exception cref="DuckDbException">The time is outside the years 1 to 9999.</exception>
    public static DateTime FromMicros(long micros) => From(micros, TimeSpan.TicksPerMicrosecond);

    internal static DateTime FromMillis(long millis) => From(millis, TimeSpan.TicksPerMillisecond);

    internal static DateTime FromSeconds(long seconds) => From(seconds, TimeSpan.TicksPerSecond);

    internal static DateTime FromNanos(long nanos) =>
        nanos is long.MaxValue or -long.MaxValue ? From(nanos, 1) : From((long)Math.Floor(nanos / (decimal)NanosPerTick), 1);

    internal static DateOnly FromDays(int days)
    {
        const int epochDay = 719162;
        return days switch
        {
            int.MaxValue => DateOnly.MaxValue,
            -int.MaxValue => DateOnly.MinValue,
            >= -epochDay and <= 2932896 => DateOnly.FromDayNumber(epochDay + days),
            _ => throw OutOfRange($"{days} days"),
        };
    }

    /// <summary>DuckDB knows 24:00:00, .NET does not: it becomes the last moment of the day.</summary>
    internal static TimeOnly TimeOfDay(long micros) =>
        micros < TimeSpan.MicrosecondsPerDay
            ? new TimeOnly(micros * TimeSpan.TicksPerMicrosecond)
            : TimeOnly.MaxValue;

    private static DateTime From(long count, long ticksEach)
    {
        if (count == long.MaxValue)
        {
            return DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc);
        }

        if (count == -long.MaxValue)
        {
            return DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc);
        }

        var ticks = (Int128)DateTime.UnixEpoch.Ticks + ((Int128)count * ticksEach);
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks
            ? new DateTime((long)ticks, DateTimeKind.Utc)
            : throw OutOfRange($"{count} × {ticksEach * NanosPerTick} ns");
    }

    private static DuckDbException OutOfRange(string distance) => new(
        DuckErrorKind.OutOfRange, $"Out of Range Error: a time {distance} from 1970-01-01 is outside the years 1 to 9999.");
}
