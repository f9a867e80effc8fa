namespace Millrace.Features.Expressions;

/// <summary>One row of values that expressions read and write. Not thread safe; keep one per worker and use it again.</summary>
/// <remarks>Slots are numbered by the <see cref="ExpressionSchema"/>. Integers, booleans, timestamps and intervals live in
/// <see cref="Longs"/>, doubles in <see cref="Doubles"/>, text in <see cref="Texts"/>.</remarks>
public sealed class ExpressionRow
{
    internal ExpressionRow(int slots)
    {
        IsNull = new bool[slots];
        Longs = new long[slots];
        Doubles = new double[slots];
        Texts = new string?[slots];
        Array.Fill(IsNull, true);
    }

    internal bool[] IsNull { get; }

    internal long[] Longs { get; }

    internal double[] Doubles { get; }

    internal string?[] Texts { get; }

    /// <summary>Makes a slot NULL.</summary>
    public void SetNull(int slot) => IsNull[slot] = true;

    /// <summary>Sets an integer, boolean (0 or 1), timestamp or instant (microseconds).</summary>
    public void Set(int slot, long value) => (IsNull[slot], Longs[slot]) = (false, value);

    /// <summary>Sets a double.</summary>
    public void Set(int slot, double value) => (IsNull[slot], Doubles[slot]) = (false, value);

    /// <summary>Sets text; null is NULL.</summary>
    public void Set(int slot, string? value) => (IsNull[slot], Texts[slot]) = (value is null, value);

    /// <summary>Whether a slot is NULL.</summary>
    public bool Missing(int slot) => IsNull[slot];

    /// <summary>An integer, boolean, timestamp or instant; undefined when missing.</summary>
    public long LongAt(int slot) => Longs[slot];

    /// <summary>A double; undefined when missing.</summary>
    public double DoubleAt(int slot) => Doubles[slot];

    /// <summary>Text; null when missing.</summary>
    public string? TextAt(int slot) => IsNull[slot] ? null : Texts[slot];
}
