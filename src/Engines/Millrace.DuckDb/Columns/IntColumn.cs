namespace Millrace.DuckDb;

/// <summary>32-bit integers.</summary>
/// <param name="name">The column's name.</param>
/// <param name="values">A value per row; used as it is, not copied.</param>
/// <param name="validity">One bit per row, 1 for a value and 0 for NULL; null when no row is NULL.</param>
public sealed class IntColumn(string name, int[] values, ulong[]? validity = null)
    : ValueColumn<int>(name, values, validity)
{
    /// <inheritdoc/>
    public override string SqlType => "INTEGER";

    internal override DuckType Type => DuckType.Integer;

    internal override double ToDouble(int value) => value;
}
