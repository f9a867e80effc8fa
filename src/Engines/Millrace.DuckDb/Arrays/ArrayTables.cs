using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Millrace.DuckDb.Native;

namespace Millrace.DuckDb.Arrays;

/// <summary>
/// The arrays one database can scan, by number. One table function, <c>millrace_arrays(number)</c>, serves them
/// all, because DuckDB's C API can register a function but not remove it.
/// </summary>
internal sealed unsafe class ArrayTables
{
    public const string FunctionName = "millrace_arrays";

    private readonly ConcurrentDictionary<long, ArraySource> _sources = new();
    private long _lastNumber;

    public long Add(ArraySource source)
    {
        var number = Interlocked.Increment(ref _lastNumber);
        _sources[number] = source;
        return number;
    }

    public ArraySource? Find(long number) => _sources.GetValueOrDefault(number);

    public void Remove(long number)
    {
        if (_sources.TryRemove(number, out var source))
        {
            source.Release();
        }
    }

    /// <summary>Makes the table function known to the connection's database.</summary>
    public void RegisterFunction(nint connection)
    {
        var function = Api.duckdb_create_table_function();
        var number = Api.duckdb_create_logical_type((int)DuckType.BigInt);
        try
        {
            Api.duckdb_table_function_set_name(function, FunctionName);
            Api.duckdb_table_function_add_parameter(function, number);
            Api.duckdb_table_function_set_extra_info(
                function, GCHandle.ToIntPtr(GCHandle.Alloc(this)), &ArrayScan.FreeHandle);
            Api.duckdb_table_function_set_bind(function, &ArrayScan.Bind);
            Api.duckdb_table_function_set_init(function, &ArrayScan.Init);
            Api.duckdb_table_function_set_function(function, &ArrayScan.Scan);
            Api.duckdb_table_function_supports_projection_pushdown(function, 1);
            if (Api.duckdb_register_table_function(connection, function) != Api.Success)
            {
                throw new DuckDbException(
                    DuckErrorKind.Catalog, $"Catalog Error: DuckDB refused the table function {FunctionName}.");
            }
        }
        finally
        {
            Api.duckdb_destroy_logical_type(ref number);
            Api.duckdb_destroy_table_function(ref function);
        }
    }
}
