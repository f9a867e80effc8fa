using Millrace.Tracking.Contracts;
using Millrace.Tracking.Storage;

namespace Millrace.Tracking.Metrics;

/// <summary>A metric's value as the table has it: NaN, which SQLite does not know, is 0 with a flag.</summary>
internal readonly record struct StoredPoint(long Key, long Step, long TimestampMs, double Value, int IsNaN) : IComparable<StoredPoint>
{
    public StoredPoint(long key, MetricPoint point)
        : this(key, point.Step, point.TimestampMs, double.IsNaN(point.Value) ? 0 : point.Value, double.IsNaN(point.Value) ? 1 : 0)
    {
    }

    /// <summary>Which steps it lies beside.</summary>
    public long Block => Step >> NumberedRuns.StepBlockBits;

    public bool IsNewerThan(in StoredPoint other) =>
        Step != other.Step ? Step > other.Step
        : TimestampMs != other.TimestampMs ? TimestampMs > other.TimestampMs
        : Value > other.Value;

    public int CompareTo(StoredPoint other)
    {
        var order = Block.CompareTo(other.Block);
        order = order != 0 ? order : Key.CompareTo(other.Key);
        order = order != 0 ? order : Step.CompareTo(other.Step);
        return order != 0 ? order : TimestampMs.CompareTo(other.TimestampMs);
    }
}
