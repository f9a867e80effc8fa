using System.Globalization;
using Millrace.DuckDb.Native;

namespace Millrace.DuckDb;

/// <summary>Reads the parts of a native logical type.</summary>
internal static class NativeType
{
    public static string DecimalSql(nint type) =>
        $"DECIMAL({Api.duckdb_decimal_width(type)},{Api.duckdb_decimal_scale(type)})";

    /// <summary>The type as SQL writes it; an alias such as JSON goes before the type it stands for.</summary>
    public static string PlainSql(nint type, DuckType kind)
    {
        var alias = Api.duckdb_logical_type_get_alias(type);
        return alias != 0 ? NativeText.Taken(alias) : kind switch
        {
            DuckType.TimestampSeconds => "TIMESTAMP_S",
            DuckType.TimestampMillis => "TIMESTAMP_MS",
            DuckType.TimestampNanos => "TIMESTAMP_NS",
            DuckType.TimestampTz => "TIMESTAMP WITH TIME ZONE",
            DuckType.TimeTz => "TIME WITH TIME ZONE",
            DuckType.SqlNull => "\"NULL\"",
            _ => kind.ToString().ToUpper(CultureInfo.InvariantCulture),
        };
    }

    public static string[] EnumTexts(nint type)
    {
        var texts = new string[Api.duckdb_enum_dictionary_size(type)];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = NativeText.Taken(Api.duckdb_enum_dictionary_value(type, (ulong)i));
        }

        return texts;
    }

    public static string[] FieldNames(nint type)
    {
        var names = new string[Api.duckdb_struct_type_child_count(type)];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = NativeText.Taken(Api.duckdb_struct_type_child_name(type, (ulong)i));
        }

        return names;
    }
}
