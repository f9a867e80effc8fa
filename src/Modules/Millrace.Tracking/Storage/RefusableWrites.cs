using System.Data.Common;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Tables;

namespace Millrace.Tracking.Storage;

/// <summary>Writes that may find out inside the transaction that they must not happen.</summary>
internal static class RefusableWrites
{
    /// <summary>Queues a write; a <see cref="ProblemException"/> of the work undoes it and is given back.</summary>
    public static async Task<Outcome<T>> TryWriteAsync<T>(this ITables tables, Func<DbTransaction, T> work, CancellationToken ct)
    {
        try
        {
            return await tables.WriteAsync(work, ct).ConfigureAwait(false);
        }
        catch (ProblemException refused)
        {
            return Outcome<T>.Failed(refused.Problems);
        }
    }

    /// <summary>As above, for work without a value.</summary>
    public static Task<Outcome<Done>> TryWriteAsync(this ITables tables, Action<DbTransaction> work, CancellationToken ct) => tables.TryWriteAsync(
        transaction =>
        {
            work(transaction);
            return Done.Value;
        },
        ct);

    /// <summary>Forgets the value.</summary>
    public static async Task<Outcome<Done>> WithoutValue<T>(this Task<Outcome<T>> written) => (await written.ConfigureAwait(false)).Map(_ => Done.Value);
}
