namespace Millrace.DuckDb;

/// <summary>32-bit floating point numbers.</summary>
/// <param name="name">The column's name.</param>
/// <param name="values">A value per row; used as it is, not copied.</param>
/// <param name="validity">One bit per row, 1 for a value and 0 for NULL; null when no row is NULL by it.</param>
/// <param name="isNaNNull">True to hand NaN to DuckDB as NULL.</param>
public sealed class FloatColumn(string name, float[] values, ulong[]? validity = null, bool isNaNNull = false)
    : ValueColumn<float>(name, values, validity)
{
    /// <inheritdoc/>
    public override string SqlType => "FLOAT";

    internal override DuckType Type => DuckType.Float;

    internal override bool IsNaNNull { get; } = isNaNNull;

    /// <inheritdoc/>
    public override bool IsNull(int row) => (IsNaNNull && float.IsNaN(Values[row])) || base.IsNull(row);

    internal override double ToDouble(float value) => value;
}
