using System.Text;
using Millrace.DuckDb.Native;

namespace Millrace.DuckDb;

/// <summary>Reads single values as objects: slow and convenient.</summary>
internal static unsafe class BoxedValue
{
    public static object? Read(nint vector, DuckColumnType type, long row)
    {
        var validity = Api.duckdb_vector_get_validity(vector);
        if (validity != null && (validity[row >> 6] & (1UL << (int)(row & 63))) == 0)
        {
            return null;
        }

        var data = Api.duckdb_vector_get_data(vector);
        return type.Kind switch
        {
            DuckType.Decimal => ScaledDecimal.Read(Integer(data, type.Physical, row), type.Scale),
            DuckType.Enum => type.EnumTexts[(int)Integer(data, type.Physical, row)],
            DuckType.List => NestedValue.List(vector, data, type, row),
            DuckType.Array => NestedValue.Array(vector, type, row),
            DuckType.Map => NestedValue.Map(vector, data, type, row),
            DuckType.Struct => NestedValue.Struct(vector, type, row),
            DuckType.HugeInt => Narrow(((Int128*)data)[row]),
            DuckType.UHugeInt => Narrow(((UInt128*)data)[row]),
            _ => Number(data, type.Kind, row) ?? Other(data, type, row),
        };
    }

    private static object? Number(void* data, DuckType kind, long row) => kind switch
    {
        DuckType.Boolean => ((byte*)data)[row] != 0,
        DuckType.TinyInt => ((sbyte*)data)[row],
        DuckType.SmallInt => ((short*)data)[row],
        DuckType.Integer => ((int*)data)[row],
        DuckType.BigInt => ((long*)data)[row],
        DuckType.UTinyInt => ((byte*)data)[row],
        DuckType.USmallInt => ((ushort*)data)[row],
        DuckType.UInteger => ((uint*)data)[row],
        DuckType.UBigInt => ((ulong*)data)[row],
        DuckType.Float => ((float*)data)[row],
        DuckType.Double => ((double*)data)[row],
        _ => null,
    };

    private static object Other(void* data, DuckColumnType type, long row) => type.Kind switch
    {
        DuckType.Timestamp or DuckType.TimestampTz => DuckTime.FromMicros(((long*)data)[row]),
        DuckType.TimestampSeconds => DuckTime.FromSeconds(((long*)data)[row]),
        DuckType.TimestampMillis => DuckTime.FromMillis(((long*)data)[row]),
        DuckType.TimestampNanos => DuckTime.FromNanos(((long*)data)[row]),
        DuckType.Date => DuckTime.FromDays(((int*)data)[row]),
        DuckType.Time => DuckTime.TimeOfDay(((long*)data)[row]),
        DuckType.Interval => ((DuckInterval*)data)[row],
        DuckType.Uuid => Uuid(((UInt128*)data)[row]),
        DuckType.Varchar => Encoding.UTF8.GetString(NativeText.Bytes((NativeText*)data + row)),
        DuckType.Blob => NativeText.Bytes((NativeText*)data + row).ToArray(),
        _ => throw new NotSupportedException(
            $"A {type.Sql} has no .NET counterpart here; write CAST(… AS VARCHAR) in the SQL."),
    };

    private static Int128 Integer(void* data, DuckType physical, long row) => physical switch
    {
        DuckType.UTinyInt => ((byte*)data)[row],
        DuckType.USmallInt => ((ushort*)data)[row],
        DuckType.UInteger => ((uint*)data)[row],
        DuckType.SmallInt => ((short*)data)[row],
        DuckType.Integer => ((int*)data)[row],
        DuckType.BigInt => ((long*)data)[row],
        _ => ((Int128*)data)[row],
    };

    private static object Narrow(Int128 value) =>
        value >= long.MinValue && value <= long.MaxValue ? (object)(long)value : value;

    private static object Narrow(UInt128 value) => value <= long.MaxValue ? (object)(long)value : value;

    // The first bit is flipped in memory, so that DuckDB can compare identifiers as signed numbers.
    private static Guid Uuid(UInt128 value)
    {
        var bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(
            new Span<byte>(bytes, 16), value ^ (UInt128.One << 127));
        return new Guid(new ReadOnlySpan<byte>(bytes, 16), bigEndian: true);
    }
}
