using System.Data.Common;
using Microsoft.Data.Sqlite;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Tables;

namespace Millrace.Embedded.Tables;

/// <summary>Metadata in one SQLite file: one writer with group commit, readers apart, acknowledged means on disk.</summary>
public sealed class SqliteTables : ITables, IDisposable
{
    private const int BusyTimeoutMs = 10_000;

    // One by one, since a batch swallows the error of a later statement; the last one reads, and only that notices a
    // file which is no database.
    private static readonly string[] Preparation =
    [
        $"PRAGMA busy_timeout = {BusyTimeoutMs}",
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = FULL",
        "PRAGMA temp_store = MEMORY",
        "PRAGMA journal_size_limit = 67108864",
        "SELECT COUNT(*) FROM sqlite_master",
    ];

    private readonly SqliteConnection writing;
    private readonly WriteQueue queue;
    private readonly string readingString;
    private readonly TimeProvider clock;
    private bool isClosed;

    private SqliteTables(SqliteConnection writing, string path, TimeProvider clock)
    {
        this.writing = writing;
        this.clock = clock;
        queue = new WriteQueue(new SqliteWriter(writing), clock);
        readingString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadOnly,
            DefaultTimeout = BusyTimeoutMs / 1000,
        }.ToString();
    }

    /// <inheritdoc/>
    public SqlDialect Dialect => SqlDialect.Sqlite;

    /// <summary>Opens the file, or makes it.</summary>
    /// <param name="path">Its folder exists.</param>
    /// <param name="clock">For the times of migrations and the length of batches.</param>
    /// <returns>The tables, or a problem when the engine is missing, the file is damaged or may not be written.</returns>
    public static Outcome<SqliteTables> Open(string path, TimeProvider clock)
    {
        try
        {
            SqliteEngine.EnsureLoaded();
            return new SqliteTables(OpenWriter(path), Path.GetFullPath(path), clock);
        }
        catch (DllNotFoundException missing)
        {
            return SqliteProblems.EngineMissing(missing.Message);
        }
        catch (SqliteException failure) when (SqliteProblems.Of(failure, path) is { } problem)
        {
            return problem;
        }
    }

    /// <inheritdoc/>
    public async Task<DbConnection> OpenReadAsync(CancellationToken ct)
    {
        var connection = new SqliteConnection(readingString);
        try
        {
            await connection.OpenAsync(ct).ConfigureAwait(false);
            SqliteRegex.Register(connection);
            return connection;
        }
        catch (SqliteException failure)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw SqliteProblems.Translate(failure, connection.DataSource);
        }
    }

    /// <inheritdoc/>
    public Task<T> WriteAsync<T>(Func<DbTransaction, T> work, CancellationToken ct) => queue.EnqueueAsync(work, ct);

    /// <inheritdoc/>
    public Task MigrateAsync(string module, IReadOnlyList<Migration> migrations, CancellationToken ct) =>
        this.WriteAsync(transaction => MigrationLedger.Apply(transaction, SqlDialect.Sqlite, module, migrations, clock), ct);

    /// <summary>Finishes the queued writes and closes the file; again does nothing.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref isClosed, true))
        {
            return;
        }

        queue.Dispose();
        using (var pool = new SqliteConnection(readingString))
        {
            SqliteConnection.ClearPool(pool);
        }

        writing.Dispose();
    }

    private static SqliteConnection OpenWriter(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
            ForeignKeys = true,
            DefaultTimeout = BusyTimeoutMs / 1000,
        }.ToString());
        try
        {
            connection.Open();
            Array.ForEach(Preparation, sql => Execute(connection, sql));
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteScalar();
    }
}
