using Millrace.Kernel.Identity;
using Millrace.Kernel.Tables;
using Millrace.Tracking.Contracts;
using Millrace.Tracking.Experiments;
using Millrace.Tracking.Runs;

namespace Millrace.Tracking;

/// <summary>Puts the module together.</summary>
public static class TrackingSetup
{
    /// <summary>The module's tables.</summary>
    public static ModuleSchema Schema => TrackingSchema.Schema;

    /// <summary>Tracking over migrated tables.</summary>
    public static ITracking Create(ITables tables, ITenantAccessor tenant, TimeProvider clock) => new TableTracking(
        tables, tenant, new ExperimentStore(tables, tenant, clock), new RunStore(tenant, clock), new RunReader(tables, tenant));
}
