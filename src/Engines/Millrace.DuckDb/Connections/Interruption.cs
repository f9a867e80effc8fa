using Millrace.DuckDb.Native;

namespace Millrace.DuckDb;

/// <summary>Interrupts a connection when a token is cancelled, for as long as a query runs.</summary>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(10);

    private readonly Lock _gate = new();
    private readonly nint _connection;
    private readonly Timer _timer;
    private readonly CancellationTokenRegistration _registration;
    private bool _isOver;

    private Interruption(nint connection, CancellationToken ct)
    {
        _connection = connection;
        // DuckDB clears the flag as a query starts, so one interrupt sent just before would be lost.
        _timer = new Timer(static self => ((Interruption)self!).Interrupt(), this, Timeout.Infinite, Timeout.Infinite);
        _registration = ct.UnsafeRegister(static self => ((Interruption)self!).Start(), this);
    }

    /// <summary>Watches the token; null when it can never be cancelled.</summary>
    public static Interruption? When(CancellationToken ct, nint connection)
    {
        ct.ThrowIfCancellationRequested();
        return ct.CanBeCanceled ? new Interruption(connection, ct) : null;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
        }

        _registration.Dispose();
        _timer.Dispose();
    }

    private void Start()
    {
        lock (_gate)
        {
            if (!_isOver)
            {
                _timer.Change(TimeSpan.Zero, Again);
            }
        }
    }

    private void Interrupt()
    {
        lock (_gate)
        {
            if (!_isOver)
            {
                Api.duckdb_interrupt(_connection);
            }
        }
    }
}
