using System.Runtime.CompilerServices;

namespace Millrace.DuckDb;

/// <summary>Joins the validity bits of many chunks; costs nothing until the first NULL.</summary>
internal sealed class ValidityBuilder
{
    private ulong[]? _bits;
    private int _count;

    /// <summary>Adds one chunk's bits.</summary>
    /// <param name="validity">Bits, lowest first; empty when no row is NULL.</param>
    /// <param name="count">Rows.</param>
    public void Append(ReadOnlySpan<ulong> validity, int count)
    {
        if (!validity.IsEmpty && HasNull(validity, count))
        {
            Grow(_count + count);
            Merge(validity, count);
        }
        else if (_bits is not null)
        {
            // New words start as all ones, which is what rows with values want.
            Grow(_count + count);
        }

        _count += count;
    }

    /// <summary>The bits, or null when no row is NULL.</summary>
    public ulong[]? ToArray() => _bits?[..((_count + 63) / 64)];

    private static bool HasNull(ReadOnlySpan<ulong> validity, int count)
    {
        for (var row = 0; row < count; row += 64)
        {
            var rows = Math.Min(64, count - row);
            var all = rows == 64 ? ulong.MaxValue : (1UL << rows) - 1;
            if ((validity[row >> 6] & all) != all)
            {
                return true;
            }
        }

        return false;
    }

    private void Grow(int rowCount)
    {
        var before = _bits?.Length ?? 0;
        var words = (rowCount + 63) / 64;
        if (words <= before)
        {
            return;
        }

        Array.Resize(ref _bits, Math.Max(words, before * 2));
        _bits.AsSpan(before).Fill(ulong.MaxValue);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Merge(ReadOnlySpan<ulong> validity, int count)
    {
        for (var row = 0; row < count; row++)
        {
            if ((validity[row >> 6] & (1UL << (row & 63))) == 0)
            {
                var at = _count + row;
                _bits![at >> 6] &= ~(1UL << (at & 63));
            }
        }
    }
}
