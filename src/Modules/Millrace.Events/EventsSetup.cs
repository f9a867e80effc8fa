using Millrace.Events.Contracts;
using Millrace.Events.Outbox;
using Millrace.Kernel.Events;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Tables;

namespace Millrace.Events;

/// <summary>Puts the module together.</summary>
public static class EventsSetup
{
    /// <summary>The module's tables.</summary>
    public static ModuleSchema Schema => OutboxSchema.Schema;

    /// <summary>The outbox that other modules write to, inside their own transactions.</summary>
    public static IOutbox CreateOutbox(ITenantAccessor tenant, TimeProvider clock) => new TableOutbox(tenant, clock);

    /// <summary>The reader of what was written.</summary>
    public static IEventLog CreateLog(ITables tables, ITenantAccessor tenant) => new EventLog(tables, tenant);
}
