using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Millrace.Embedded.Tables;

/// <summary>Binds the provider to the system's SQLite, so that the machine's security updates reach it.</summary>
internal static class SqliteEngine
{
    private static readonly Lazy<bool> Loaded = new(Load);

    /// <summary>Makes SQLite usable in this process; repeated calls cost nothing.</summary>
    /// <exception cref="DllNotFoundException">The system has no <c>libsqlite3.so.0</c>.</exception>
    public static void EnsureLoaded() => _ = Loaded.Value;

    private static bool Load()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        return true;
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) =>
        name == "e_sqlite3" ? NativeLibrary.Load("libsqlite3.so.0") : 0;
}
