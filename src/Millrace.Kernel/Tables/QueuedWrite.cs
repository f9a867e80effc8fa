using System.Data.Common;

namespace Millrace.Kernel.Tables;

/// <summary>A write that waits for its turn, runs once, and is answered when it is durable.</summary>
internal abstract class QueuedWrite
{
    private const int Queued = 0;
    private const int Started = 1;
    private const int Withdrawn = 2;
    private int state;

    /// <summary>Takes the write for running; false when its caller has withdrawn it.</summary>
    public bool TryStart() => Interlocked.CompareExchange(ref state, Started, Queued) == Queued;

    /// <summary>Withdraws the write; false when it has started.</summary>
    public bool TryWithdraw() => Interlocked.CompareExchange(ref state, Withdrawn, Queued) == Queued;

    /// <summary>Whether its caller has withdrawn it.</summary>
    public bool IsWithdrawn => Volatile.Read(ref state) == Withdrawn;

    /// <summary>What the work threw; null when it went well.</summary>
    public Exception? Failure { get; protected set; }

    /// <summary>Does the work and keeps its value or <see cref="Failure"/>.</summary>
    /// <param name="transaction">What the work is given.</param>
    /// <param name="seal">Keeps what it wrote; refused by engines that hold a failed statement against the whole work, though
    /// the work itself went on as if nothing had been.</param>
    public abstract void Run(DbTransaction transaction, Action seal);

    /// <summary>Answers the caller with the value or the work's own failure, put into the user's words.</summary>
    public abstract void Answer(Func<Exception, Exception> translate);

    /// <summary>Answers the caller that the shared commit failed.</summary>
    public abstract void Fail(Exception failure);
}

/// <summary>A queued write with a value.</summary>
internal sealed class QueuedWrite<T>(Func<DbTransaction, T> work) : QueuedWrite
{
    // Asynchronous continuations: a caller's code must never run on the writer's thread.
    private readonly TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenRegistration withdrawal;
    private T? value;

    public Task<T> Task => answer.Task;

    public void WithdrawOn(CancellationToken ct) => withdrawal = ct.Register(() =>
    {
        if (TryWithdraw())
        {
            answer.TrySetCanceled(ct);
        }
    });

    public override void Run(DbTransaction transaction, Action seal)
    {
        try
        {
            value = work(transaction);
            seal();
        }
        catch (Exception failure)
        {
            Failure = failure;
        }
    }

    public override void Answer(Func<Exception, Exception> translate)
    {
        withdrawal.Dispose();
        if (Failure is null)
        {
            answer.TrySetResult(value!);
        }
        else
        {
            answer.TrySetException(translate(Failure));
        }
    }

    public override void Fail(Exception failure)
    {
        withdrawal.Dispose();
        answer.TrySetException(failure);
    }
}
