namespace Millrace.Features.Windows;

/// <summary>Stable orders of rows by an instant.</summary>
internal static class TimeOrder
{
    private const int DigitBits = 11;
    private const int Buckets = 1 << DigitBits;

    /// <summary>Whether the instants never go back.</summary>
    public static bool IsAscending(ReadOnlySpan<long> instants)
    {
        for (var i = 1; i < instants.Length; i++)
        {
            if (instants[i] < instants[i - 1])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Row numbers by ascending key, equal keys by row number.</summary>
    /// <remarks>Least significant digit radix sort on the span of the keys: half a year of microseconds takes four passes.</remarks>
    public static int[] Of(ReadOnlySpan<long> keys)
    {
        var order = new int[keys.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        if (IsAscending(keys))
        {
            return order;
        }

        var (least, most) = Bounds(keys);
        var span = unchecked((ulong)most - (ulong)least);
        var spare = new int[order.Length];
        for (var shift = 0; shift < 64 && span >> shift != 0; shift += DigitBits)
        {
            if (Pass(keys, least, shift, order, spare))
            {
                (order, spare) = (spare, order);
            }
        }

        return order;
    }

    private static (long Least, long Most) Bounds(ReadOnlySpan<long> keys)
    {
        var (least, most) = (long.MaxValue, long.MinValue);
        foreach (var key in keys)
        {
            least = Math.Min(least, key);
            most = Math.Max(most, key);
        }

        return (least, most);
    }

    // False when all keys share this digit, so that nothing moved.
    private static bool Pass(ReadOnlySpan<long> keys, long least, int shift, int[] from, int[] to)
    {
        var starts = new int[Buckets];
        foreach (var key in keys)
        {
            starts[Digit(key, least, shift)]++;
        }

        if (starts.AsSpan().Contains(keys.Length))
        {
            return false;
        }

        var next = 0;
        for (var bucket = 0; bucket < Buckets; bucket++)
        {
            (starts[bucket], next) = (next, next + starts[bucket]);
        }

        foreach (var row in from)
        {
            to[starts[Digit(keys[row], least, shift)]++] = row;
        }

        return true;
    }

    private static int Digit(long key, long least, int shift) =>
        (int)(unchecked((ulong)key - (ulong)least) >> shift) & (Buckets - 1);
}
