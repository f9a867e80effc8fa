using Millrace.DuckDb.Arrays;
using Millrace.DuckDb.Native;

namespace Millrace.DuckDb;

/// <summary>One DuckDB database, in memory or in a file. Safe to use from several threads; its connections are not.</summary>
public sealed class DuckDatabase : IDisposable
{
    private readonly ArrayTables _arrays = new();
    private nint _handle;

    private DuckDatabase(nint handle) => _handle = handle;

    /// <summary>The engine's version, such as <c>v1.5.6</c>.</summary>
    public static string EngineVersion => NativeText.Borrowed(Api.duckdb_library_version());

    internal ArrayTables Arrays => _arrays;

    /// <summary>Opens a database.</summary>
    /// <param name="path">A database file, created when missing; null for one that lives in memory.</param>
    /// <param name="options">What it may use of the machine.</param>
    /// <returns>The database; times in it are UTC.</returns>
    /// <exception cref="DuckDbException">The file is not a database, is locked by another process, or a setting was refused.</exception>
    /// <exception cref="DllNotFoundException">The native engine is not installed; the message says how to get it.</exception>
    public static DuckDatabase Open(string? path = null, DuckDbOptions? options = null)
    {
        var database = new DuckDatabase(OpenHandle(path, options ?? DuckDbOptions.Default));
        try
        {
            using var connection = database.Connect();
            connection.Execute("SET GLOBAL TimeZone = 'UTC'");
            database._arrays.RegisterFunction(connection.Handle);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Opens a connection: one thread at a time, one transaction at a time.</summary>
    /// <exception cref="DuckDbException">DuckDB refused.</exception>
    public DuckConnection Connect()
    {
        ObjectDisposedException.ThrowIf(_handle == 0, this);
        return Api.duckdb_connect(_handle, out var connection) == Api.Success
            ? new DuckConnection(this, connection)
            : throw new DuckDbException(DuckErrorKind.Connection, "Connection Error: DuckDB refused a new connection.");
    }

    /// <summary>
    /// Shuts this database's door for good, before SQL written by users runs in it: no files, no network, no
    /// extensions, no change of settings, on every connection. Registered arrays, existing tables and the
    /// given paths stay usable.
    /// </summary>
    /// <param name="allowedDirectories">Folders below which files may still be read and written.</param>
    /// <exception cref="DuckDbException">It was locked down before.</exception>
    public void LockDown(params IReadOnlyList<string> allowedDirectories)
    {
        using var connection = Connect();
        var folders = string.Join(", ", allowedDirectories.Select(DuckSql.QuoteLiteral));
        connection.Execute(
            $"SET allowed_directories = [{folders}]; SET enable_external_access = false; SET lock_configuration = true");
    }

    /// <summary>Closes the database once its last connection is closed.</summary>
    public void Dispose()
    {
        if (_handle != 0)
        {
            Api.duckdb_close(ref _handle);
            _handle = 0;
        }
    }

    private static nint OpenHandle(string? path, DuckDbOptions options)
    {
        Api.duckdb_create_config(out var config);
        try
        {
            foreach (var (name, value) in options.Settings())
            {
                if (Api.duckdb_set_config(config, name, value) != Api.Success)
                {
                    throw new DuckDbException(DuckErrorKind.Settings, $"Settings Error: DuckDB refused {name} = '{value}'.");
                }
            }

            return Api.duckdb_open_ext(path, out var handle, config, out var error) == Api.Success
                ? handle
                : throw new DuckDbException(DuckErrorKind.Unknown, NativeText.Taken(error));
        }
        finally
        {
            Api.duckdb_destroy_config(ref config);
        }
    }
}
