namespace Millrace.DuckDb;

/// <summary>64-bit integers.</summary>
/// <param name="name">The column's name.</param>
/// <param name="values">A value per row; used as it is, not copied.</param>
/// <param name="validity">One bit per row, 1 for a value and 0 for NULL; null when no row is NULL.</param>
public sealed class LongColumn(string name, long[] values, ulong[]? validity = null)
    : ValueColumn<long>(name, values, validity)
{
    /// <inheritdoc/>
    public override string SqlType => "BIGINT";

    internal override DuckType Type => DuckType.BigInt;

    internal override double ToDouble(long value) => value;
}
