using Millrace.DuckDb.Native;

namespace Millrace.DuckDb;

/// <summary>
/// One conversation with a database. Use it from one thread at a time. A streaming <see cref="DuckResult"/>
/// must be read or disposed before the next statement runs on the same connection.
/// </summary>
public sealed unsafe partial class DuckConnection : IDisposable
{
    private nint _handle;

    internal DuckConnection(DuckDatabase database, nint handle) => (Database, _handle) = (database, handle);

    /// <summary>The database behind it.</summary>
    public DuckDatabase Database { get; }

    internal bool IsOpen => _handle != 0;

    internal nint Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle == 0, this);
            return _handle;
        }
    }

    /// <summary>Runs one or more statements and drops their rows.</summary>
    /// <param name="sql">Statements separated by semicolons.</param>
    /// <param name="ct">Interrupts the running statement.</param>
    /// <returns>Rows the last statement changed; 0 when it changes none.</returns>
    /// <exception cref="DuckDbException">A statement failed; those before it have run.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled while a statement ran.</exception>
    public long Execute(string sql, CancellationToken ct = default)
    {
        using var interruption = Interruption.When(ct, Handle);
        fixed (byte* text = NativeText.Terminated(sql))
        {
            var state = Api.duckdb_query(Handle, text, out var result);
            try
            {
                ThrowUnless(state == Api.Success, ref result, ct);
                return (long)Api.duckdb_rows_changed(ref result);
            }
            finally
            {
                Api.duckdb_destroy_result(ref result);
            }
        }
    }

    /// <summary>Runs one or more statements on a thread of the pool; see <see cref="Execute"/>.</summary>
    /// <param name="sql">Statements separated by semicolons.</param>
    /// <param name="ct">Interrupts the running statement.</param>
    /// <returns>Rows the last statement changed; 0 when it changes none.</returns>
    public Task<long> ExecuteAsync(string sql, CancellationToken ct = default) => Task.Run(() => Execute(sql, ct), ct);

    /// <summary>Prepares one statement; its parameters are <c>?</c> or <c>$1</c>, <c>$2</c>, ….</summary>
    /// <exception cref="DuckDbException">It does not parse or bind, or is more than one statement.</exception>
    public DuckStatement Prepare(string sql)
    {
        fixed (byte* text = NativeText.Terminated(sql))
        {
            if (Api.duckdb_prepare(Handle, text, out var statement) == Api.Success)
            {
                return new DuckStatement(this, statement);
            }

            var message = NativeText.Borrowed(Api.duckdb_prepare_error(statement));
            Api.duckdb_destroy_prepare(ref statement);
            throw new DuckDbException(DuckErrorKind.Unknown, message);
        }
    }

    /// <summary>Runs one statement and streams its rows, chunk by chunk.</summary>
    /// <param name="sql">One statement.</param>
    /// <param name="ct">Interrupts the query, also while chunks are read.</param>
    /// <exception cref="DuckDbException">It failed.</exception>
    public DuckResult Query(string sql, CancellationToken ct = default)
    {
        using var statement = Prepare(sql);
        return statement.Query(ct);
    }

    /// <summary>Closes the connection; an open transaction is rolled back.</summary>
    public void Dispose()
    {
        if (_handle != 0)
        {
            Api.duckdb_disconnect(ref _handle);
            _handle = 0;
        }
    }

    internal static void ThrowUnless(bool isSuccess, ref NativeResult result, CancellationToken ct)
    {
        if (isSuccess)
        {
            return;
        }

        var failure = DuckDbException.From(ref result);
        throw failure.Kind is DuckErrorKind.Interrupt && ct.IsCancellationRequested
            ? new OperationCanceledException("The DuckDB query was cancelled.", failure, ct)
            : failure;
    }
}
