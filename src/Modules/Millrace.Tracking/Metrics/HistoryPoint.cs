namespace Millrace.Tracking.Metrics;

/// <summary>A value of a metric at a step. NaN is NaN here, and stands where the table has it: as 0, behind the zeros.</summary>
internal readonly record struct HistoryPoint(long Step, long TimestampMs, double Value) : IComparable<HistoryPoint>
{
    /// <summary>The order of MLflow's answers: time, step, value.</summary>
    public static Comparison<HistoryPoint> ByTime { get; } = (one, other) =>
        one.TimestampMs != other.TimestampMs ? one.TimestampMs.CompareTo(other.TimestampMs) : one.CompareTo(other);

    private double Stored => double.IsNaN(Value) ? 0 : Value;

    /// <summary>By step, then time, then value.</summary>
    public int CompareTo(HistoryPoint other)
    {
        var order = Step.CompareTo(other.Step);
        order = order != 0 ? order : TimestampMs.CompareTo(other.TimestampMs);
        order = order != 0 ? order : Stored.CompareTo(other.Stored);
        return order != 0 ? order : double.IsNaN(Value).CompareTo(double.IsNaN(other.Value));
    }
}

/// <summary>Steps from the first to the last, both included.</summary>
internal readonly record struct StepRange(long First, long Last)
{
    public static StepRange All { get; } = new(long.MinValue, long.MaxValue);

    public bool Contains(long step) => step >= First && step <= Last;
}
