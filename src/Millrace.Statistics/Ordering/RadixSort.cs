using System.Runtime.InteropServices;

namespace Millrace.Statistics.Ordering;

/// <summary>Ascending least-significant-digit radix sort of 64-bit keys, base 256, digits that are the same in every
/// key skipped (numbers that came from float32 or from integers need only a few passes).</summary>
internal static class RadixSort
{
    private const int Digits = 8;
    private const int Buckets = 256;

    /// <summary>Sorts finite numbers ascending; −0 and 0 compare equal afterwards.</summary>
    /// <param name="values">Sorted in place.</param>
    /// <param name="scratch">At least as long as <paramref name="values"/>; overwritten.</param>
    public static void Sort(Span<double> values, Span<double> scratch)
    {
        var keys = MemoryMarshal.Cast<double, ulong>(values);
        foreach (ref var key in keys)
        {
            key = ToKey(key);
        }

        Sort(keys, MemoryMarshal.Cast<double, ulong>(scratch)[..keys.Length]);
        foreach (ref var key in keys)
        {
            key = FromKey(key);
        }
    }

    /// <summary>Sorts keys ascending and moves the items along; equal keys keep their order.</summary>
    public static void Sort(ulong[] keys, int[] items)
    {
        Span<int> counts = stackalloc int[Digits * Buckets];
        Count(keys, counts);
        var (fromKeys, fromItems) = (keys, items);
        var (toKeys, toItems) = (new ulong[keys.Length], new int[keys.Length]);
        for (var digit = 0; digit < Digits; digit++)
        {
            var offsets = counts.Slice(digit * Buckets, Buckets);
            if (!ToOffsets(offsets, keys.Length))
            {
                continue;
            }

            var shift = digit * 8;
            for (var i = 0; i < fromKeys.Length; i++)
            {
                var key = fromKeys[i];
                var place = offsets[(int)(key >> shift) & 255]++;
                toKeys[place] = key;
                toItems[place] = fromItems[i];
            }

            (fromKeys, toKeys) = (toKeys, fromKeys);
            (fromItems, toItems) = (toItems, fromItems);
        }

        if (!ReferenceEquals(fromKeys, keys))
        {
            fromKeys.CopyTo(keys, 0);
            fromItems.CopyTo(items, 0);
        }
    }

    private static void Sort(Span<ulong> keys, Span<ulong> scratch)
    {
        Span<int> counts = stackalloc int[Digits * Buckets];
        Count(keys, counts);
        var from = keys;
        var to = scratch;
        var swapped = false;
        for (var digit = 0; digit < Digits; digit++)
        {
            var offsets = counts.Slice(digit * Buckets, Buckets);
            if (!ToOffsets(offsets, keys.Length))
            {
                continue;
            }

            var shift = digit * 8;
            foreach (var key in from)
            {
                to[offsets[(int)(key >> shift) & 255]++] = key;
            }

            var spare = from;
            from = to;
            to = spare;
            swapped = !swapped;
        }

        if (swapped)
        {
            from.CopyTo(keys);
        }
    }

    private static void Count(ReadOnlySpan<ulong> keys, Span<int> counts)
    {
        foreach (var key in keys)
        {
            counts[(int)(key & 255)]++;
            counts[(int)((key >> 8) & 255) + 256]++;
            counts[(int)((key >> 16) & 255) + 512]++;
            counts[(int)((key >> 24) & 255) + 768]++;
            counts[(int)((key >> 32) & 255) + 1024]++;
            counts[(int)((key >> 40) & 255) + 1280]++;
            counts[(int)((key >> 48) & 255) + 1536]++;
            counts[(int)(key >> 56) + 1792]++;
        }
    }

    /// <summary>Turns counts into start offsets; false when every key has the same digit, so that the pass may be skipped.</summary>
    private static bool ToOffsets(Span<int> counts, int total)
    {
        var start = 0;
        foreach (ref var count in counts)
        {
            if (count == total)
            {
                return false;
            }

            (start, count) = (start + count, start);
        }

        return true;
    }

    // Flipping all bits of a negative number and the sign bit of any other makes the unsigned order the numeric one.
    private static ulong ToKey(ulong bits) => bits ^ ((ulong)((long)bits >> 63) | 0x8000_0000_0000_0000UL);

    private static ulong FromKey(ulong key) => key ^ (((key >> 63) - 1) | 0x8000_0000_0000_0000UL);
}
