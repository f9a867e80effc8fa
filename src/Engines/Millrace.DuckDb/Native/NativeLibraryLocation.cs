using System.Reflection;
using System.Runtime.InteropServices;

namespace Millrace.DuckDb.Native;

/// <summary>Finds <c>libduckdb</c> beside the application before asking the system for it.</summary>
internal static class NativeLibraryLocation
{
    public static nint Resolve(string libraryName, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (libraryName != Api.Library)
        {
            return 0;
        }

        var shipped = Path.Combine(
            AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native", FileName());
        return NativeLibrary.TryLoad(shipped, out var handle)
            || NativeLibrary.TryLoad(libraryName, assembly, searchPath, out handle)
            ? handle
            : throw new DllNotFoundException(
                $"The DuckDB engine is missing: no loadable '{shipped}'. Bring it in with: run ./millrace build");
    }

    private static string FileName() =>
        OperatingSystem.IsWindows() ? "duckdb.dll"
        : OperatingSystem.IsMacOS() ? "libduckdb.dylib"
        : "libduckdb.so";
}
