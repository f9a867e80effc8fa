namespace Millrace.Features.Windows;

/// <summary>One aggregated column: integers (booleans are 0 and 1) or floating point numbers, with nulls.</summary>
internal sealed class ValueSeries
{
    private readonly long[]? integers;
    private readonly double[]? doubles;
    private readonly ulong[]? validity;

    private ValueSeries(long[]? integers, double[]? doubles, ulong[]? validity)
    {
        (this.integers, this.doubles, this.validity) = (integers, doubles, validity);
        RowCount = integers?.Length ?? doubles!.Length;
        HasNulls = FindNull();
    }

    /// <summary>Rows.</summary>
    public int RowCount { get; }

    /// <summary>Whether any row has no value.</summary>
    public bool HasNulls { get; }

    /// <summary>Whether the values are integers.</summary>
    public bool IsInteger => integers is not null;

    /// <summary>Integers.</summary>
    /// <param name="values">A value per row.</param>
    /// <param name="validity">One bit per row, 1 for a value; null when all rows have one.</param>
    public static ValueSeries Of(long[] values, ulong[]? validity = null) => new(values, null, validity);

    /// <summary>Floating point numbers. NaN and the infinities are no values: they are skipped like nulls.</summary>
    /// <param name="values">A value per row.</param>
    /// <param name="validity">One bit per row, 1 for a value; null when only NaN says so.</param>
    public static ValueSeries Of(double[] values, ulong[]? validity = null) => new(null, values, validity);

    /// <summary>Whether the row has no value.</summary>
    public bool IsNull(int row) =>
        (validity is not null && (validity[row >> 6] & (1UL << (row & 63))) == 0)
        || (doubles is not null && !double.IsFinite(doubles[row]));

    /// <summary>The row's value as a double; NaN for null, and 0 for -0, so that equal values have equal bits.</summary>
    public double this[int row] => IsNull(row) ? double.NaN : integers is null ? doubles![row] + 0.0 : integers[row];

    /// <summary>The row's value as an integer; only for integer columns and rows with a value.</summary>
    public long IntegerAt(int row) => integers![row];

    private bool FindNull()
    {
        for (var row = 0; row < RowCount; row++)
        {
            if (IsNull(row))
            {
                return true;
            }
        }

        return false;
    }
}
