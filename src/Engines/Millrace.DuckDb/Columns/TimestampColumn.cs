namespace Millrace.DuckDb;

/// <summary>Points in time, in microseconds since 1970-01-01 UTC.</summary>
/// <param name="name">The column's name.</param>
/// <param name="values">A value per row; used as it is, not copied.</param>
/// <param name="validity">One bit per row, 1 for a value and 0 for NULL; null when no row is NULL.</param>
public sealed class TimestampColumn(string name, long[] values, ulong[]? validity = null)
    : ValueColumn<long>(name, values, validity)
{
    /// <inheritdoc/>
    public override string SqlType => "TIMESTAMP";

    internal override DuckType Type => DuckType.Timestamp;

    internal override double ToDouble(long value) => value;
}
