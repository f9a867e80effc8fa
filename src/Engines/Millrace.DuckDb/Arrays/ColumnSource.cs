using System.Numerics;
using Millrace.DuckDb.Native;

namespace Millrace.DuckDb.Arrays;

/// <summary>Writes rows of one column into DuckDB vectors; safe from several threads.</summary>
internal abstract unsafe class ColumnSource(DuckColumn column) : IDisposable
{
    public string Name => column.Name;

    public DuckType Type => column.Type;

    /// <summary>True when rows must be asked for from first to last, by one thread.</summary>
    public virtual bool IsOrdered => false;

    public static ColumnSource For(DuckColumn column) => column switch
    {
        ValueColumn<double> c => new FloatingSource<double>(c),
        ValueColumn<float> c => new FloatingSource<float>(c),
        ValueColumn<long> c => new ValueSource<long>(c),
        ValueColumn<int> c => new ValueSource<int>(c),
        ValueColumn<bool> c => new ValueSource<bool>(c),
        TextColumn c => new TextSource(c),
        ComputedColumn c => new ComputedSource(c),
        _ => throw new ArgumentException($"Column '{column.Name}' has no writer.", nameof(column)),
    };

    /// <summary>Writes rows <paramref name="start"/> and on to the beginning of a fresh vector.</summary>
    /// <param name="vector">A vector without NULLs, with room for the rows.</param>
    /// <param name="start">A multiple of 64, so that validity moves in whole words.</param>
    /// <param name="count">Rows, at most 2048.</param>
    public void Write(nint vector, int start, int count)
    {
        if (column.Validity is { } validity)
        {
            var words = (count + 63) / 64;
            validity.AsSpan(start / 64, words).CopyTo(new Span<ulong>(WritableValidity(vector), words));
        }

        WriteValues(vector, start, count);
    }

    public virtual void Dispose()
    {
    }

    protected abstract void WriteValues(nint vector, int start, int count);

    /// <summary>The vector's validity bits, all 1 unless written before.</summary>
    protected static ulong* WritableValidity(nint vector)
    {
        Api.duckdb_vector_ensure_validity_writable(vector);
        return Api.duckdb_vector_get_validity(vector);
    }

    /// <summary>Makes the rows with NaN NULL.</summary>
    protected static void MarkNaNs<T>(nint vector, ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ulong* validity = null;
        for (var row = 0; row < values.Length; row++)
        {
            if (T.IsNaN(values[row]))
            {
                validity = validity == null ? WritableValidity(vector) : validity;
                validity[row >> 6] &= ~(1UL << (row & 63));
            }
        }
    }
}
