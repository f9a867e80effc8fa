using System.Runtime.InteropServices;

namespace Millrace.DuckDb.Native;

/// <content>Chunks, vectors, logical types, the appender.</content>
internal static unsafe partial class Api
{
    [LibraryImport(Library)] public static partial nint duckdb_create_data_chunk(nint* types, ulong columnCount);
    [LibraryImport(Library)] public static partial void duckdb_destroy_data_chunk(ref nint chunk);
    [LibraryImport(Library)] public static partial void duckdb_data_chunk_reset(nint chunk);
    [LibraryImport(Library)] public static partial ulong duckdb_data_chunk_get_column_count(nint chunk);
    [LibraryImport(Library)] public static partial nint duckdb_data_chunk_get_vector(nint chunk, ulong column);
    [LibraryImport(Library)] public static partial ulong duckdb_data_chunk_get_size(nint chunk);
    [LibraryImport(Library)] public static partial void duckdb_data_chunk_set_size(nint chunk, ulong size);
    [LibraryImport(Library)] public static partial void* duckdb_vector_get_data(nint vector);
    [LibraryImport(Library)] public static partial ulong* duckdb_vector_get_validity(nint vector);
    [LibraryImport(Library)] public static partial void duckdb_vector_ensure_validity_writable(nint vector);
    [LibraryImport(Library)] public static partial nint duckdb_list_vector_get_child(nint vector);
    [LibraryImport(Library)] public static partial nint duckdb_array_vector_get_child(nint vector);
    [LibraryImport(Library)] public static partial nint duckdb_struct_vector_get_child(nint vector, ulong index);

    [LibraryImport(Library)] public static partial nint duckdb_create_logical_type(int type);
    [LibraryImport(Library)] public static partial void duckdb_destroy_logical_type(ref nint type);
    [LibraryImport(Library)] public static partial int duckdb_get_type_id(nint type);
    [LibraryImport(Library)] public static partial nint duckdb_logical_type_get_alias(nint type);
    [LibraryImport(Library)] public static partial byte duckdb_decimal_width(nint type);
    [LibraryImport(Library)] public static partial byte duckdb_decimal_scale(nint type);
    [LibraryImport(Library)] public static partial int duckdb_decimal_internal_type(nint type);
    [LibraryImport(Library)] public static partial int duckdb_enum_internal_type(nint type);
    [LibraryImport(Library)] public static partial uint duckdb_enum_dictionary_size(nint type);
    [LibraryImport(Library)] public static partial nint duckdb_enum_dictionary_value(nint type, ulong index);
    [LibraryImport(Library)] public static partial nint duckdb_list_type_child_type(nint type);
    [LibraryImport(Library)] public static partial nint duckdb_array_type_child_type(nint type);
    [LibraryImport(Library)] public static partial ulong duckdb_array_type_array_size(nint type);
    [LibraryImport(Library)] public static partial nint duckdb_map_type_key_type(nint type);
    [LibraryImport(Library)] public static partial nint duckdb_map_type_value_type(nint type);
    [LibraryImport(Library)] public static partial ulong duckdb_struct_type_child_count(nint type);
    [LibraryImport(Library)] public static partial nint duckdb_struct_type_child_name(nint type, ulong index);
    [LibraryImport(Library)] public static partial nint duckdb_struct_type_child_type(nint type, ulong index);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int duckdb_appender_create(nint connection, string? schema, string table, out nint appender);
    [LibraryImport(Library)] public static partial ulong duckdb_appender_column_count(nint appender);
    [LibraryImport(Library)] public static partial int duckdb_append_data_chunk(nint appender, nint chunk);
    [LibraryImport(Library)] public static partial int duckdb_appender_clear(nint appender);
    [LibraryImport(Library)] public static partial int duckdb_appender_close(nint appender);
    [LibraryImport(Library)] public static partial int duckdb_appender_destroy(ref nint appender);
    [LibraryImport(Library)] public static partial nint duckdb_appender_error_data(nint appender);
    [LibraryImport(Library)] public static partial int duckdb_error_data_error_type(nint error);
    [LibraryImport(Library)] public static partial nint duckdb_error_data_message(nint error);
    [LibraryImport(Library)] public static partial void duckdb_destroy_error_data(ref nint error);
}
