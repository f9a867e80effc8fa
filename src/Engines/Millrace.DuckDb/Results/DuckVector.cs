using System.Text;
using Millrace.DuckDb.Native;

namespace Millrace.DuckDb;

/// <summary>One column of a chunk, read in DuckDB's own memory; valid as long as the chunk.</summary>
public readonly unsafe ref struct DuckVector
{
    private readonly nint _native;
    private readonly void* _data;
    private readonly ulong* _validity;

    internal DuckVector(nint native, DuckColumnType type, int count)
    {
        (_native, Type, Count) = (native, type, count);
        _data = Api.duckdb_vector_get_data(native);
        _validity = Api.duckdb_vector_get_validity(native);
    }

    /// <summary>The column's type.</summary>
    public DuckColumnType Type { get; }

    /// <summary>Rows.</summary>
    public int Count { get; }

    /// <summary>One bit per row, lowest first, 1 for a value and 0 for NULL; empty when no row is NULL.</summary>
    public ReadOnlySpan<ulong> Validity =>
        _validity == null ? default : new ReadOnlySpan<ulong>(_validity, (Count + 63) / 64);

    /// <summary>The raw values; those of NULL rows are arbitrary.</summary>
    /// <typeparam name="T">
    /// What the type is in memory: <c>bool</c>, <c>int</c>, <c>long</c>, <c>double</c>, …; <c>long</c> for
    /// timestamps, <c>int</c> for DATE, an integer for DECIMAL and ENUM.
    /// </typeparam>
    /// <exception cref="InvalidOperationException">T has another size than the type in memory.</exception>
    public ReadOnlySpan<T> Span<T>()
        where T : unmanaged
    {
        var width = PhysicalWidth.Of(Type.Physical);
        return width == sizeof(T)
            ? new ReadOnlySpan<T>(_data, Count)
            : throw new InvalidOperationException(
                $"A {Type.Sql} takes {width} bytes in memory, so it cannot be read as {typeof(T).Name} of {sizeof(T)}.");
    }

    /// <summary>True when the row is NULL.</summary>
    public bool IsNull(int row) => _validity != null && (_validity[row >> 6] & (1UL << (row & 63))) == 0;

    /// <summary>The bytes of a VARCHAR or BLOB, in DuckDB's memory; meaningless for a NULL row.</summary>
    public ReadOnlySpan<byte> GetUtf8(int row)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Count, nameof(row));
        return Type.Physical is DuckType.Varchar or DuckType.Blob
            ? NativeText.Bytes((NativeText*)_data + row)
            : throw new InvalidOperationException($"A {Type.Sql} has no text; read it with GetValue.");
    }

    /// <summary>The text of a VARCHAR; null for a NULL row.</summary>
    public string? GetString(int row) => IsNull(row) ? null : Encoding.UTF8.GetString(GetUtf8(row));

    /// <summary>One value, boxed; for small results.</summary>
    /// <returns>
    /// null for NULL; the .NET number of the same size; HUGEINT as long, or Int128 where that is too small;
    /// DECIMAL as decimal; every TIMESTAMP as DateTime in UTC; DATE as DateOnly; TIME as TimeOnly; INTERVAL as
    /// <see cref="DuckInterval"/>; UUID as Guid; BLOB as byte[]; ENUM as string; lists as object?[]; STRUCT as a
    /// dictionary by field; MAP as a list of key-value pairs.
    /// </returns>
    /// <exception cref="NotSupportedException">The type has no .NET counterpart; cast it to VARCHAR in the SQL.</exception>
    public object? GetValue(int row)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Count, nameof(row));
        return BoxedValue.Read(_native, Type, row);
    }
}
