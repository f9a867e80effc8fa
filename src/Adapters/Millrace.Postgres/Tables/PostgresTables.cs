using System.Data.Common;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Tables;
using Npgsql;

namespace Millrace.Postgres.Tables;

/// <summary>Metadata in a PostgreSQL database that several servers share: each has one writer with group commit, the writers
/// take turns, readers come from a pool; acknowledged means that PostgreSQL has it on disk.</summary>
public sealed class PostgresTables : ITables, IDisposable
{
    private readonly PostgresAddress address;
    private readonly PostgresWriter writer;
    private readonly WriteQueue queue;
    private readonly NpgsqlDataSource readers;
    private readonly TimeProvider clock;
    private bool isClosed;

    private PostgresTables(PostgresAddress address, PostgresWriter writer, TimeProvider clock)
    {
        (this.address, this.writer, this.clock) = (address, writer, clock);
        readers = NpgsqlDataSource.Create(address.ForReading);
        queue = new WriteQueue(writer, clock);
    }

    /// <inheritdoc/>
    public SqlDialect Dialect => SqlDialect.Postgres;

    /// <summary>Host, port and database, for people; nothing secret.</summary>
    public string Place => address.Place;

    /// <summary>Connects to a database that exists.</summary>
    /// <param name="address"><c>postgres://user:password@host:port/database</c>, or Npgsql's keywords.</param>
    /// <param name="clock">For the times of migrations and the length of batches.</param>
    /// <returns>The tables, or why there are none: <c>tables.address-unreadable</c>, <c>tables.unreachable</c>,
    /// <c>tables.login-refused</c>, <c>tables.database-missing</c>, <c>tables.too-old</c>.</returns>
    public static Outcome<PostgresTables> Open(string address, TimeProvider clock) =>
        PostgresAddress.Parse(address).Then<PostgresTables>(parsed =>
        {
            var writer = new PostgresWriter(parsed);
            try
            {
                writer.Connect();
                return new PostgresTables(parsed, writer, clock);
            }
            catch (ProblemException refused)
            {
                return Outcome<PostgresTables>.Failed(refused.Problems);
            }
        });

    /// <inheritdoc/>
    public async Task<DbConnection> OpenReadAsync(CancellationToken ct)
    {
        try
        {
            return await readers.OpenConnectionAsync(ct).ConfigureAwait(false);
        }
        catch (NpgsqlException failure)
        {
            throw new ProblemException(PostgresProblems.OfOpening(failure, address));
        }
    }

    /// <inheritdoc/>
    public Task<T> WriteAsync<T>(Func<DbTransaction, T> work, CancellationToken ct) => queue.EnqueueAsync(work, ct);

    /// <inheritdoc/>
    public Task MigrateAsync(string module, IReadOnlyList<Migration> migrations, CancellationToken ct) =>
        this.WriteAsync(transaction => MigrationLedger.Apply(transaction, SqlDialect.Postgres, module, migrations, clock), ct);

    /// <summary>Finishes the queued writes and disconnects; again does nothing.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref isClosed, true))
        {
            return;
        }

        queue.Dispose();
        writer.Dispose();
        readers.Dispose();
    }
}
