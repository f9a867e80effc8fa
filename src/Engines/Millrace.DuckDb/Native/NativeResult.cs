using System.Runtime.InteropServices;

namespace Millrace.DuckDb.Native;

/// <summary>The C struct <c>duckdb_result</c>: 48 bytes, passed by value to the chunk calls.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeResult
{
    public ulong DeprecatedColumnCount;
    public ulong DeprecatedRowCount;
    public ulong DeprecatedRowsChanged;
    public nint DeprecatedColumns;
    public nint DeprecatedErrorMessage;
    public nint InternalData;
}
