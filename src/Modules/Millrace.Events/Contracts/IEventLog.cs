using Millrace.Kernel.Problems;

namespace Millrace.Events.Contracts;

/// <summary>Reads the tenant's events.</summary>
public interface IEventLog
{
    /// <summary>Events in the order in which they were committed, oldest first.</summary>
    /// <returns>The events; <c>events.limit-out-of-range</c> when the limit is not allowed.</returns>
    Task<Outcome<IReadOnlyList<CloudEvent>>> ListAsync(EventQuery query, CancellationToken ct);
}
