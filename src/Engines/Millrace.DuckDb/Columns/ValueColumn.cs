namespace Millrace.DuckDb;

/// <summary>A column whose values lie in one array, a value per row.</summary>
/// <typeparam name="T">The value in memory.</typeparam>
public abstract class ValueColumn<T> : DuckColumn
    where T : unmanaged
{
    private protected ValueColumn(string name, T[] values, ulong[]? validity)
        : base(name, values.Length, validity) => Values = values;

    /// <summary>The values; NULL rows hold NaN in floating point columns that were read, otherwise 0.</summary>
    public T[] Values { get; }

    /// <summary>True when NaN is to reach DuckDB as NULL.</summary>
    internal virtual bool IsNaNNull => false;

    internal abstract double ToDouble(T value);

    /// <inheritdoc/>
    public override double[] ToDoubles()
    {
        var numbers = new double[RowCount];
        for (var row = 0; row < numbers.Length; row++)
        {
            numbers[row] = IsNull(row) ? double.NaN : ToDouble(Values[row]);
        }

        return numbers;
    }
}
