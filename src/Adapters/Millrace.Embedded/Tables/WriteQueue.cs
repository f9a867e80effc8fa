using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Millrace.Embedded.Tables;

/// <summary>The one writer: a thread that takes whatever has queued up and makes it durable with one commit.</summary>
/// <remarks>While one commit waits for the disk the next batch gathers, so throughput grows with load and a lone write
/// waits for nobody.</remarks>
internal sealed class WriteQueue : IDisposable
{
    private const int MostPerCommit = 1000;
    private const string Savepoint = "one_write";
    private readonly BlockingCollection<QueuedWrite> queue = [];
    private readonly SqliteConnection connection;
    private readonly Thread writer;

    public WriteQueue(SqliteConnection connection)
    {
        this.connection = connection;
        writer = new Thread(WriteUntilClosed) { IsBackground = true, Name = "millrace-writer" };
        writer.Start();
    }

    public Task<T> EnqueueAsync<T>(Func<DbTransaction, T> work, CancellationToken ct)
    {
        if (ct.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(ct);
        }

        var write = new QueuedWrite<T>(work);
        write.WithdrawOn(ct);
        try
        {
            queue.Add(write, CancellationToken.None);
        }
        catch (InvalidOperationException)
        {
            throw new ObjectDisposedException(nameof(SqliteTables));
        }

        return write.Task;
    }

    /// <summary>Writes what is queued, then ends.</summary>
    public void Dispose()
    {
        queue.CompleteAdding();
        writer.Join();
        queue.Dispose();
    }

    private void WriteUntilClosed()
    {
        var batch = new List<QueuedWrite>();
        foreach (var first in queue.GetConsumingEnumerable())
        {
            batch.Clear();
            Gather(batch, first);
            if (batch.Count > 0)
            {
                Commit(batch);
            }
        }
    }

    private void Gather(List<QueuedWrite> batch, QueuedWrite first)
    {
        var next = first;
        do
        {
            if (next.TryStart())
            {
                batch.Add(next);
            }
        }
        while (batch.Count < MostPerCommit && queue.TryTake(out next!));
    }

    // Whatever happens, every write is answered and the thread lives on: without it nothing would ever be written again.
    private void Commit(List<QueuedWrite> batch)
    {
        SqliteTransaction? transaction = null;
        try
        {
            transaction = connection.BeginTransaction(deferred: false);
            foreach (var write in batch)
            {
                RunAlone(write, transaction);
            }

            transaction.Commit();
            transaction.Dispose();
        }
        catch (Exception failure)
        {
            Undo(transaction);
            batch.ForEach(write => write.Fail(Translated(write.Failure ?? failure)));
            return;
        }

        batch.ForEach(write => write.Answer(Translated));
    }

    private void RunAlone(QueuedWrite write, SqliteTransaction transaction)
    {
        transaction.Save(Savepoint);
        write.Run(transaction);
        if (write.Failure is not null)
        {
            transaction.Rollback(Savepoint);
        }

        transaction.Release(Savepoint);
    }

    private Exception Translated(Exception failure) => SqliteProblems.Translate(failure, connection.DataSource);

    // SQLite rolls back by itself when the disk is full in the middle of a commit, and does not always say so. The
    // transaction object insists on rolling back once more, so it is given something to roll back.
    private void Undo(SqliteTransaction? transaction)
    {
        try
        {
            if (transaction is not null && IsOutsideTransaction)
            {
                raw.sqlite3_exec(connection.Handle, "BEGIN");
            }

            transaction?.Rollback();
        }
        catch (Exception failure) when (failure is SqliteException or InvalidOperationException)
        {
            // It was over already.
        }

        if (!IsOutsideTransaction)
        {
            raw.sqlite3_exec(connection.Handle, "ROLLBACK");
        }
    }

    private bool IsOutsideTransaction => raw.sqlite3_get_autocommit(connection.Handle) != 0;
}
