namespace Millrace.DuckDb;

/// <summary>True or false.</summary>
/// <param name="name">The column's name.</param>
/// <param name="values">A value per row; used as it is, not copied.</param>
/// <param name="validity">One bit per row, 1 for a value and 0 for NULL; null when no row is NULL.</param>
public sealed class BoolColumn(string name, bool[] values, ulong[]? validity = null)
    : ValueColumn<bool>(name, values, validity)
{
    /// <inheritdoc/>
    public override string SqlType => "BOOLEAN";

    internal override DuckType Type => DuckType.Boolean;

    internal override double ToDouble(bool value) => value ? 1 : 0;
}
