namespace Millrace.Features.Entities;

/// <summary>Numbers distinct values 0, 1, 2, … in the order of first sight.</summary>
internal sealed class Numbering
{
    private readonly List<long> values = [];
    private int[] slots = new int[64];

    /// <summary>Values so far.</summary>
    public int Count => values.Count;

    /// <summary>The value's number; a new one when it was not seen.</summary>
    public int NumberOf(long value)
    {
        var slot = SlotOf(value);
        if (slots[slot] != 0)
        {
            return slots[slot] - 1;
        }

        values.Add(value);
        slots[slot] = values.Count;
        if (values.Count * 2 > slots.Length)
        {
            Grow();
        }

        return values.Count - 1;
    }

    /// <summary>The value's number, or -1.</summary>
    public int Find(long value) => slots[SlotOf(value)] - 1;

    /// <summary>Values by number.</summary>
    public long[] ToArray() => [.. values];

    private int SlotOf(long value)
    {
        var mixed = unchecked((ulong)value * 0x9E3779B97F4A7C15);
        var slot = (int)(mixed >> 32) & (slots.Length - 1);
        while (slots[slot] != 0 && values[slots[slot] - 1] != value)
        {
            slot = (slot + 1) & (slots.Length - 1);
        }

        return slot;
    }

    private void Grow()
    {
        slots = new int[slots.Length * 2];
        for (var number = 0; number < values.Count; number++)
        {
            slots[SlotOf(values[number])] = number + 1;
        }
    }
}
