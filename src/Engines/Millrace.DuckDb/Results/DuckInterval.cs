using System.Runtime.InteropServices;

namespace Millrace.DuckDb;

/// <summary>A span of time whose months and days have no fixed length.</summary>
/// <param name="Months">Calendar months.</param>
/// <param name="Days">Calendar days.</param>
/// <param name="Micros">Microseconds.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct DuckInterval(int Months, int Days, long Micros);
