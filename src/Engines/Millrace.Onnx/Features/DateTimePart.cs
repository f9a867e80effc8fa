namespace Millrace.Onnx;

/// <summary>A part of a point in time, in the proleptic Gregorian calendar of the clock the timestamp was written in.</summary>
public enum DateTimePart
{
    /// <summary>0 to 23.</summary>
    Hour,

    /// <summary>0 to 59.</summary>
    Minute,

    /// <summary>Monday 0 to Sunday 6.</summary>
    Weekday,

    /// <summary>Day of the month, 1 to 31.</summary>
    Day,

    /// <summary>1 to 12.</summary>
    Month,
}
