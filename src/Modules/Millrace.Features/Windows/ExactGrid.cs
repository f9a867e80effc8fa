namespace Millrace.Features.Windows;

/// <summary>
/// Turns a column into integers on a grid of a power of two, so that sums do not depend on the order in which rows
/// come and go: value = integer × 2^<see cref="Exponent"/>.
/// </summary>
/// <remarks>
/// The grid is the finest bit that any value of the column uses. Only where the largest magnitude would then need more
/// than the bits allowed is the grid coarser, and values are rounded to it (half to even):
/// for sums by at most 2^-94, for standard deviations by at most 2^-61 of the largest magnitude. Integers up to 2^61
/// are always exact; so are sums of doubles within 2^41 of each other in magnitude.
/// </remarks>
internal sealed class ExactGrid
{
    private const int MantissaBits = 52;
    private const int SmallestExponent = -1074;

    private ExactGrid(int exponent, int bits) => (Exponent, Bits) = (exponent, bits);

    /// <summary>Of the grid.</summary>
    public int Exponent { get; }

    /// <summary>How many bits the largest magnitude takes on the grid.</summary>
    public int Bits { get; }

    /// <summary>The grid of a column.</summary>
    /// <param name="series">The column.</param>
    /// <param name="maxBits">Bits that a magnitude may take.</param>
    public static ExactGrid For(ValueSeries series, int maxBits)
    {
        var (lowest, highest) = (int.MaxValue, int.MinValue);
        for (var row = 0; row < series.RowCount; row++)
        {
            if (!series.IsNull(row) && Parts(series, row) is var (mantissa, exponent) && mantissa != 0)
            {
                var magnitude = Magnitude(mantissa);
                lowest = Math.Min(lowest, exponent + System.Numerics.BitOperations.TrailingZeroCount(magnitude));
                highest = Math.Max(highest, exponent + 64 - System.Numerics.BitOperations.LeadingZeroCount(magnitude));
            }
        }

        if (highest == int.MinValue)
        {
            return new ExactGrid(0, 0);
        }

        // Integers stay on whole numbers, so that their sums are plain integers.
        lowest = series.IsInteger ? 0 : lowest;
        var chosen = Math.Max(lowest, highest - maxBits);
        // Rounding up may carry into one more bit.
        return new ExactGrid(chosen, highest - chosen + (chosen > lowest ? 1 : 0));
    }

    /// <summary>The row's integer on the grid; the row has a value.</summary>
    public Int128 At(ValueSeries series, int row)
    {
        var (mantissa, exponent) = Parts(series, row);
        var shift = exponent - Exponent;
        return shift >= 0 ? (Int128)mantissa << shift : RoundedShift(mantissa, -shift);
    }

    private static (long Mantissa, int Exponent) Parts(ValueSeries series, int row)
    {
        if (series.IsInteger)
        {
            return (series.IntegerAt(row), 0);
        }

        var bits = BitConverter.DoubleToInt64Bits(series[row]);
        var biased = (int)(bits >> MantissaBits) & 0x7FF;
        var fraction = bits & ((1L << MantissaBits) - 1);
        var mantissa = biased == 0 ? fraction : fraction | (1L << MantissaBits);
        return (bits < 0 ? -mantissa : mantissa, Math.Max(biased, 1) - 1 + SmallestExponent);
    }

    private static ulong Magnitude(long value) => value < 0 ? unchecked(0UL - (ulong)value) : (ulong)value;

    private static Int128 RoundedShift(long mantissa, int shift)
    {
        if (shift > 64)
        {
            return 0;
        }

        var magnitude = (UInt128)Magnitude(mantissa);
        var kept = magnitude >> shift;
        var rest = magnitude - (kept << shift);
        var half = UInt128.One << (shift - 1);
        var isUp = rest > half || (rest == half && UInt128.IsOddInteger(kept));
        var rounded = (Int128)(kept + (isUp ? UInt128.One : UInt128.Zero));
        return mantissa < 0 ? -rounded : rounded;
    }
}
