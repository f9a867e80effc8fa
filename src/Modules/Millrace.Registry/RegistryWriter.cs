using Millrace.Kernel.Events;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Tables;

namespace Millrace.Registry;

/// <summary>Queues the registry's writes.</summary>
internal sealed class RegistryWriter(ITables tables, IOutbox outbox, ITenantAccessor tenant, TimeProvider clock)
{
    /// <summary>Runs a write. What has a problem must not have written before.</summary>
    public Task<Outcome<T>> RunAsync<T>(Caller caller, Func<RegistryWrite, Outcome<T>> work, CancellationToken ct)
    {
        // The tenant is the caller's, not that of the thread on which the queue does its work.
        var owner = tenant.Current.Value;
        return tables.WriteAsync(transaction => work(new RegistryWrite(transaction, owner, clock.GetUtcNow(), outbox, caller)), ct);
    }
}
