namespace Millrace.Features.Windows;

/// <summary>
/// An exact sum that is kept as a few independent 64-bit counters: small integers in one, wider ones cut into limbs of
/// 32 bits. Adding and removing rows is then plain addition of vectors, in any order, with one result.
/// </summary>
/// <remarks>Holds for fewer than 2^31 rows of at most <see cref="MaxBits"/> bits.</remarks>
internal sealed class ExactSum
{
    /// <summary>Bits a row's magnitude may take: 95 and the sign fill three limbs, and 2^31 rows of them an Int128.</summary>
    public const int MaxBits = 95;

    private const int LimbBits = 32;
    private const int SingleLimbBits = 62;

    /// <summary>A sum that was laid out before.</summary>
    public ExactSum(int firstSlot, int limbCount) => (FirstSlot, LimbCount) = (firstSlot, limbCount);

    /// <summary>Lays a sum out.</summary>
    /// <param name="firstSlot">Place of the lowest limb in the row of counters.</param>
    /// <param name="bits">Bits of the largest magnitude of a row, at most 127.</param>
    /// <param name="rowCount">Rows that may be in the sum at once.</param>
    public static ExactSum For(int firstSlot, int bits, int rowCount)
    {
        var rowBits = 64 - System.Numerics.BitOperations.LeadingZeroCount((ulong)rowCount);
        return new ExactSum(firstSlot, bits + rowBits <= SingleLimbBits ? 1 : (bits / LimbBits) + 1);
    }

    /// <summary>Place of the lowest limb in the row of counters.</summary>
    public int FirstSlot { get; }

    /// <summary>Counters it takes.</summary>
    public int LimbCount { get; }

    /// <summary>Cuts one row's value into its counters.</summary>
    public void Split(Int128 value, Span<long> row)
    {
        for (var limb = 0; limb < LimbCount - 1; limb++)
        {
            row[FirstSlot + limb] = (uint)(value & uint.MaxValue);
            value >>= LimbBits;
        }

        row[FirstSlot + LimbCount - 1] = (long)value;
    }

    /// <summary>The sum that the counters hold, of rows of at most <see cref="MaxBits"/> bits.</summary>
    public Int128 Join(ReadOnlySpan<long> counters) => Join(counters, 0, LimbCount);

    /// <summary>The same as high × 2^64 + low, for rows of up to 127 bits.</summary>
    public (Int128 High, Int128 Low) JoinWide(ReadOnlySpan<long> counters) =>
        (Join(counters, 2, LimbCount), Join(counters, 0, Math.Min(2, LimbCount)));

    private Int128 Join(ReadOnlySpan<long> counters, int from, int to)
    {
        Int128 sum = 0;
        for (var limb = to - 1; limb >= from; limb--)
        {
            sum = (sum << LimbBits) + counters[FirstSlot + limb];
        }

        return sum;
    }
}
