namespace Millrace.ContractSuites.Tables;

/// <summary>The time of day as it is, but time passes between two looks only when told.</summary>
public sealed class HandClock : TimeProvider
{
    private long timestamp;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref timestamp);

    public void Advance(TimeSpan length) => Interlocked.Add(ref timestamp, length.Ticks);
}
