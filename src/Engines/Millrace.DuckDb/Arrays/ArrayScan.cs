using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Millrace.DuckDb.Native;

namespace Millrace.DuckDb.Arrays;

/// <summary>What DuckDB calls while a query reads registered arrays; no exception may leave these methods.</summary>
internal static unsafe class ArrayScan
{
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void FreeHandle(nint handle) => GCHandle.FromIntPtr(handle).Free();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void Bind(nint info)
    {
        try
        {
            var tables = Target<ArrayTables>(Api.duckdb_bind_get_extra_info(info));
            var parameter = Api.duckdb_bind_get_parameter(info, 0);
            var number = Api.duckdb_get_int64(parameter);
            Api.duckdb_destroy_value(ref parameter);
            if (tables.Find(number) is not { } source)
            {
                Api.duckdb_bind_set_error(info, $"The arrays number {number} are no longer registered.");
                return;
            }

            foreach (var column in source.Columns)
            {
                var type = Api.duckdb_create_logical_type((int)column.Type);
                Api.duckdb_bind_add_result_column(info, column.Name, type);
                Api.duckdb_destroy_logical_type(ref type);
            }

            Api.duckdb_bind_set_cardinality(info, (ulong)source.RowCount, 1);
            Api.duckdb_bind_set_bind_data(info, GCHandle.ToIntPtr(GCHandle.Alloc(source)), &FreeHandle);
        }
        catch (Exception e)
        {
            Api.duckdb_bind_set_error(info, e.Message);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void Init(nint info)
    {
        try
        {
            var source = Target<ArraySource>(Api.duckdb_init_get_bind_data(info));
            var columns = new int[Api.duckdb_init_get_column_count(info)];
            for (var i = 0; i < columns.Length; i++)
            {
                // A query that needs no column, such as count(*), asks for a number past the last one.
                var column = Api.duckdb_init_get_column_index(info, (ulong)i);
                columns[i] = column < (ulong)source.Columns.Count ? (int)column : -1;
            }

            if (!source.TryHold())
            {
                Api.duckdb_init_set_error(info, "The arrays were unregistered before the query ran.");
                return;
            }

            Api.duckdb_init_set_max_threads(info, (ulong)source.MaxThreads);
            var cursor = GCHandle.Alloc(new ArrayCursor(source, columns));
            Api.duckdb_init_set_init_data(info, GCHandle.ToIntPtr(cursor), &EndScan);
        }
        catch (Exception e)
        {
            Api.duckdb_init_set_error(info, e.Message);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void Scan(nint info, nint chunk)
    {
        try
        {
            Target<ArrayCursor>(Api.duckdb_function_get_init_data(info)).FillNext(chunk);
        }
        catch (Exception e)
        {
            Api.duckdb_function_set_error(info, e.Message);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void EndScan(nint handle)
    {
        var held = GCHandle.FromIntPtr(handle);
        ((ArrayCursor)held.Target!).Source.Release();
        held.Free();
    }

    private static T Target<T>(nint handle)
        where T : class => (T)GCHandle.FromIntPtr(handle).Target!;
}
