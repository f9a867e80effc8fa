namespace Millrace.Kernel.Time;

/// <summary>The data's clock: the instant at which the past ends for a window, TTL or point-in-time join.
/// Always passed, never read from the wall: data of 2001 is not stale in a replay as of 2001.</summary>
/// <param name="Instant">UTC.</param>
public readonly record struct AsOf(DateTimeOffset Instant)
{
    /// <summary>Microseconds since 1970-01-01 UTC.</summary>
    public long UnixMicroseconds => (Instant.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>From microseconds since 1970-01-01 UTC.</summary>
    public static AsOf FromUnixMicroseconds(long us) =>
        new(DateTimeOffset.UnixEpoch.AddTicks(us * TimeSpan.TicksPerMicrosecond));
}
