namespace Millrace.DuckDb;

/// <summary>
/// One whole column in .NET arrays: what <see cref="DuckConnection.ReadColumns(string, CancellationToken)"/> returns
/// and what <see cref="DuckConnection.RegisterArrays"/> and <see cref="DuckAppender"/> take.
/// </summary>
public abstract class DuckColumn
{
    private protected DuckColumn(string name, int rowCount, ulong[]? validity)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (validity is not null && validity.Length < (rowCount + 63) / 64)
        {
            throw new ArgumentException(
                $"Column '{name}' has {rowCount} rows, but its validity has bits for {validity.Length * 64L} only.",
                nameof(validity));
        }

        (Name, RowCount, Validity) = (name, rowCount, validity);
    }

    /// <summary>The column's name.</summary>
    public string Name { get; }

    /// <summary>Rows.</summary>
    public int RowCount { get; }

    /// <summary>One bit per row, lowest first, 1 for a value and 0 for NULL; null when no row is NULL by it.</summary>
    public ulong[]? Validity { get; }

    /// <summary>The type DuckDB sees.</summary>
    public abstract string SqlType { get; }

    internal abstract DuckType Type { get; }

    /// <summary>True when the row is NULL.</summary>
    public virtual bool IsNull(int row) => Validity is not null && (Validity[row >> 6] & (1UL << (row & 63))) == 0;

    /// <summary>How many rows are NULL.</summary>
    public int CountNulls()
    {
        var count = 0;
        for (var row = 0; row < RowCount; row++)
        {
            count += IsNull(row) ? 1 : 0;
        }

        return count;
    }

    /// <summary>The column as numbers, NULL as NaN; booleans as 0 and 1, times as microseconds.</summary>
    /// <exception cref="InvalidOperationException">The column holds text.</exception>
    public abstract double[] ToDoubles();

    /// <summary>Bits that say which rows hold a value, from one flag per row.</summary>
    /// <param name="isNull">True where the row is NULL.</param>
    public static ulong[] ValidityOf(ReadOnlySpan<bool> isNull)
    {
        var bits = new ulong[(isNull.Length + 63) / 64];
        for (var row = 0; row < isNull.Length; row++)
        {
            bits[row >> 6] |= isNull[row] ? 0UL : 1UL << (row & 63);
        }

        return bits;
    }
}
