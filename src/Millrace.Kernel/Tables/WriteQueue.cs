using System.Collections.Concurrent;
using System.Data.Common;

namespace Millrace.Kernel.Tables;

/// <summary>The one writer of a process, for adapters: a thread that takes whatever has queued up and makes it durable with
/// one commit.</summary>
/// <remarks>While one commit waits for the disk the next batch gathers, so throughput grows with load and a lone write
/// waits for nobody. A batch that has worked for 20 ms is committed before more is taken, so that big writes of many
/// callers do not hold up a small one.</remarks>
public sealed class WriteQueue : IDisposable
{
    private const int MostPerCommit = 1000;
    private const string Savepoint = "one_write";
    private static readonly TimeSpan LongestBatch = TimeSpan.FromMilliseconds(20);
    private readonly BlockingCollection<QueuedWrite> queue = [];
    private readonly List<QueuedWrite> batch = [];
    private readonly TableWriter writer;
    private readonly TimeProvider clock;
    private readonly Thread thread;

    /// <summary>Starts the thread.</summary>
    /// <param name="writer">Used by that thread only, until the queue is disposed.</param>
    /// <param name="clock">Measures the batches.</param>
    public WriteQueue(TableWriter writer, TimeProvider clock)
    {
        (this.writer, this.clock) = (writer, clock);
        thread = new Thread(WriteUntilClosed) { IsBackground = true, Name = "millrace-writer" };
        thread.Start();
    }

    /// <summary>As <see cref="ITables.WriteAsync{T}"/>.</summary>
    /// <exception cref="ObjectDisposedException">The queue is closed.</exception>
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
            throw new ObjectDisposedException(nameof(ITables));
        }

        return write.Task;
    }

    /// <summary>Writes what is queued, then ends.</summary>
    public void Dispose()
    {
        queue.CompleteAdding();
        thread.Join();
        queue.Dispose();
    }

    private void WriteUntilClosed()
    {
        foreach (var first in queue.GetConsumingEnumerable())
        {
            if (!first.IsWithdrawn)
            {
                Commit(first);
            }
        }
    }

    // Whatever happens, every write is answered and the thread lives on: without it nothing would ever be written again.
    private void Commit(QueuedWrite first)
    {
        batch.Clear();
        DbTransaction? transaction = null;
        var isCommitting = false;
        try
        {
            transaction = writer.Begin();
            RunBatch(first, transaction);
            isCommitting = true;
            transaction.Commit();
            transaction.Dispose();
        }
        catch (Exception failure)
        {
            if (transaction is null)
            {
                TakeWaiting(first);
            }

            var shared = writer.TranslateShared(failure, isCommitting);
            batch.ForEach(write => write.Fail(write.Failure is null ? shared : writer.Translate(write.Failure)));
            writer.Undo(transaction);
            return;
        }

        batch.ForEach(write => write.Answer(writer.Translate));
    }

    private void RunBatch(QueuedWrite first, DbTransaction transaction)
    {
        var started = clock.GetTimestamp();
        var next = first;
        do
        {
            if (next.TryStart())
            {
                batch.Add(next);
                RunAlone(next, transaction);
            }
        }
        while (batch.Count < MostPerCommit && clock.GetElapsedTime(started) < LongestBatch && queue.TryTake(out next!));
    }

    // An engine that cannot be reached is asked once for all who wait, not once for each.
    private void TakeWaiting(QueuedWrite first)
    {
        var waiting = queue.Count;
        var next = first;
        do
        {
            if (next.TryStart())
            {
                batch.Add(next);
            }
        }
        while (waiting-- > 0 && queue.TryTake(out next!));
    }

    private static void RunAlone(QueuedWrite write, DbTransaction transaction)
    {
        transaction.Save(Savepoint);
        write.Run(transaction, () => transaction.Release(Savepoint));
        if (write.Failure is not null)
        {
            transaction.Rollback(Savepoint);
            transaction.Release(Savepoint);
        }
    }
}
