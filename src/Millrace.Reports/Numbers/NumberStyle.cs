namespace Millrace.Reports.Numbers;

/// <summary>How a number is written for people, in text and in charts.</summary>
public enum NumberStyle
{
    /// <summary>Four significant digits, thousands separated.</summary>
    Number,

    /// <summary>A whole number, thousands separated.</summary>
    Count,

    /// <summary>A share in [0, 1], written in percent.</summary>
    Percent,
}
