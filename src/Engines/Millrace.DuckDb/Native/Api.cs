using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace Millrace.DuckDb.Native;

/// <summary>
/// DuckDB's C API, the functions used here, under their own names so that its header documents them.
/// Handles are <see cref="nint"/>; a <c>duckdb_state</c> of 0 is success.
/// </summary>
internal static unsafe partial class Api
{
    public const string Library = "duckdb";
    public const int Success = 0;

    /// <summary>Rows in a full data chunk, as DuckDB is built by its makers.</summary>
    public const int ChunkRows = 2048;

    static Api() => NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), NativeLibraryLocation.Resolve);

    [LibraryImport(Library)] public static partial void duckdb_free(nint pointer);
    [LibraryImport(Library)] public static partial nint duckdb_library_version();

    [LibraryImport(Library)] public static partial int duckdb_create_config(out nint config);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int duckdb_set_config(nint config, string name, string option);
    [LibraryImport(Library)] public static partial void duckdb_destroy_config(ref nint config);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int duckdb_open_ext(string? path, out nint database, nint config, out nint error);
    [LibraryImport(Library)] public static partial void duckdb_close(ref nint database);
    [LibraryImport(Library)] public static partial int duckdb_connect(nint database, out nint connection);
    [LibraryImport(Library)] public static partial void duckdb_disconnect(ref nint connection);
    [LibraryImport(Library)] public static partial void duckdb_interrupt(nint connection);

    [LibraryImport(Library)] public static partial int duckdb_query(nint connection, byte* sql, out NativeResult result);
    [LibraryImport(Library)] public static partial int duckdb_prepare(nint connection, byte* sql, out nint statement);
    [LibraryImport(Library)] public static partial void duckdb_destroy_prepare(ref nint statement);
    [LibraryImport(Library)] public static partial nint duckdb_prepare_error(nint statement);
    [LibraryImport(Library)] public static partial ulong duckdb_nparams(nint statement);
    [LibraryImport(Library)] public static partial ulong duckdb_prepared_statement_column_count(nint statement);
    [LibraryImport(Library)] public static partial nint duckdb_prepared_statement_column_name(nint statement, ulong column);
    [LibraryImport(Library)] public static partial nint duckdb_prepared_statement_column_logical_type(nint statement, ulong column);
    [LibraryImport(Library)] public static partial int duckdb_clear_bindings(nint statement);
    [LibraryImport(Library)] public static partial int duckdb_bind_boolean(nint statement, ulong index, byte value);
    [LibraryImport(Library)] public static partial int duckdb_bind_int32(nint statement, ulong index, int value);
    [LibraryImport(Library)] public static partial int duckdb_bind_int64(nint statement, ulong index, long value);
    [LibraryImport(Library)] public static partial int duckdb_bind_double(nint statement, ulong index, double value);
    [LibraryImport(Library)] public static partial int duckdb_bind_timestamp(nint statement, ulong index, long micros);
    [LibraryImport(Library)] public static partial int duckdb_bind_varchar_length(nint statement, ulong index, byte* text, ulong length);
    [LibraryImport(Library)] public static partial int duckdb_bind_blob(nint statement, ulong index, byte* bytes, ulong length);
    [LibraryImport(Library)] public static partial int duckdb_bind_null(nint statement, ulong index);
    [LibraryImport(Library)] public static partial int duckdb_execute_prepared(nint statement, out NativeResult result);
    [LibraryImport(Library)] public static partial int duckdb_execute_prepared_streaming(nint statement, out NativeResult result);

    [LibraryImport(Library)] public static partial void duckdb_destroy_result(ref NativeResult result);
    [LibraryImport(Library)] public static partial nint duckdb_result_error(ref NativeResult result);
    [LibraryImport(Library)] public static partial int duckdb_result_error_type(ref NativeResult result);
    [LibraryImport(Library)] public static partial ulong duckdb_rows_changed(ref NativeResult result);
    [LibraryImport(Library)] public static partial ulong duckdb_column_count(ref NativeResult result);
    [LibraryImport(Library)] public static partial nint duckdb_column_name(ref NativeResult result, ulong column);
    [LibraryImport(Library)] public static partial nint duckdb_column_logical_type(ref NativeResult result, ulong column);
    [LibraryImport(Library)] public static partial nint duckdb_fetch_chunk(NativeResult result);
}
