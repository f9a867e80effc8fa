using Millrace.DuckDb.Native;

namespace Millrace.DuckDb;

/// <summary>The full type of a column, with what nests in it.</summary>
public sealed record DuckColumnType
{
    private DuckColumnType(DuckType kind, string sql) => (Kind, Sql) = (kind, sql);

    /// <summary>The family.</summary>
    public DuckType Kind { get; }

    /// <summary>The type as SQL writes it: <c>DECIMAL(18,3)</c>, <c>BIGINT[]</c>, <c>STRUCT("a" INTEGER)</c>.</summary>
    public string Sql { get; }

    /// <summary>Element type of a list or array, key and value of a map, fields of a struct; else empty.</summary>
    public IReadOnlyList<DuckColumnType> Children { get; private init; } = [];

    /// <summary>Field names of a struct, in the order of <see cref="Children"/>; else empty.</summary>
    public IReadOnlyList<string> FieldNames { get; private init; } = [];

    /// <summary>The texts of an enum, in their order; else empty.</summary>
    public IReadOnlyList<string> EnumTexts { get; private init; } = [];

    /// <summary>Digits after the point of a decimal; else 0.</summary>
    public int Scale { get; private init; }

    /// <summary>True for every integer, floating point and decimal type.</summary>
    public bool IsNumeric => Kind is (>= DuckType.TinyInt and <= DuckType.Double)
        or DuckType.HugeInt or DuckType.UHugeInt or DuckType.Decimal;

    /// <summary>True for TIMESTAMP of any precision, with or without zone, and DATE.</summary>
    public bool IsPointInTime => Kind is DuckType.Timestamp or DuckType.TimestampSeconds or DuckType.TimestampMillis
        or DuckType.TimestampNanos or DuckType.TimestampTz or DuckType.Date;

    /// <summary>How the values lie in memory: the integer behind a decimal or an enum, else the family itself.</summary>
    internal DuckType Physical { get; private init; }

    /// <summary>Elements of a fixed-size array; else 0.</summary>
    internal int ArrayLength { get; private init; }

    /// <inheritdoc/>
    public override string ToString() => Sql;

    /// <inheritdoc/>
    public bool Equals(DuckColumnType? other) => other is not null && Sql == other.Sql;

    /// <inheritdoc/>
    public override int GetHashCode() => Sql.GetHashCode(StringComparison.Ordinal);

    /// <summary>Describes a native type and frees it.</summary>
    internal static DuckColumnType Take(nint native)
    {
        try
        {
            return Describe(native);
        }
        finally
        {
            Api.duckdb_destroy_logical_type(ref native);
        }
    }

    private static DuckColumnType Describe(nint native)
    {
        var kind = (DuckType)Api.duckdb_get_type_id(native);
        return kind switch
        {
            DuckType.Decimal => new(kind, NativeType.DecimalSql(native))
            {
                Scale = Api.duckdb_decimal_scale(native),
                Physical = (DuckType)Api.duckdb_decimal_internal_type(native),
            },
            DuckType.Enum => DescribeEnum(native),
            DuckType.List => DescribeList(kind, Take(Api.duckdb_list_type_child_type(native)), 0),
            DuckType.Array => DescribeList(
                kind,
                Take(Api.duckdb_array_type_child_type(native)),
                (int)Api.duckdb_array_type_array_size(native)),
            DuckType.Map => DescribeMap(
                Take(Api.duckdb_map_type_key_type(native)), Take(Api.duckdb_map_type_value_type(native))),
            DuckType.Struct => DescribeStruct(native),
            _ => new(kind, NativeType.PlainSql(native, kind)) { Physical = kind },
        };
    }

    private static DuckColumnType DescribeEnum(nint native)
    {
        var texts = NativeType.EnumTexts(native);
        return new(DuckType.Enum, $"ENUM({string.Join(", ", texts.Select(DuckSql.QuoteLiteral))})")
        {
            EnumTexts = texts,
            Physical = (DuckType)Api.duckdb_enum_internal_type(native),
        };
    }

    private static DuckColumnType DescribeList(DuckType kind, DuckColumnType element, int length) =>
        new(kind, length > 0 ? $"{element.Sql}[{length}]" : $"{element.Sql}[]")
        {
            Children = [element],
            ArrayLength = length,
            Physical = kind,
        };

    private static DuckColumnType DescribeMap(DuckColumnType key, DuckColumnType value) =>
        new(DuckType.Map, $"MAP({key.Sql}, {value.Sql})") { Children = [key, value], Physical = DuckType.Map };

    private static DuckColumnType DescribeStruct(nint native)
    {
        var names = NativeType.FieldNames(native);
        var children = names.Select((_, i) => Take(Api.duckdb_struct_type_child_type(native, (ulong)i))).ToArray();
        var fields = names.Select((name, i) => $"{DuckSql.QuoteIdentifier(name)} {children[i].Sql}");
        return new(DuckType.Struct, $"STRUCT({string.Join(", ", fields)})")
        {
            Children = children,
            FieldNames = names,
            Physical = DuckType.Struct,
        };
    }
}
