namespace Millrace.DuckDb;

/// <summary>A fixed-point number from its integer and its scale.</summary>
internal static class ScaledDecimal
{
    private const int DecimalBits = 96;
    private const int DecimalMaxScale = 28;

    public static decimal Read(Int128 unscaled, int scale)
    {
        var magnitude = Int128.IsNegative(unscaled) ? (UInt128)(-unscaled) : (UInt128)unscaled;
        if (magnitude >> DecimalBits != 0 || scale > DecimalMaxScale)
        {
            throw new NotSupportedException(
                $"The decimal {unscaled} / 10^{scale} does not fit .NET's decimal; write CAST(… AS VARCHAR) or AS DOUBLE in the SQL.");
        }

        return new decimal(
            (int)(uint)magnitude,
            (int)(uint)(magnitude >> 32),
            (int)(uint)(magnitude >> 64),
            Int128.IsNegative(unscaled),
            (byte)scale);
    }
}
