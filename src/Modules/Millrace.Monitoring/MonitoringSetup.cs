using Millrace.Kernel.Events;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Steps;
using Millrace.Kernel.Tables;
using Millrace.Monitoring.Contracts;
using Millrace.Monitoring.Drift;

namespace Millrace.Monitoring;

/// <summary>The one registration point of monitoring.</summary>
public static class MonitoringSetup
{
    /// <summary>Its tables.</summary>
    public static ModuleSchema Schema => MonitoringSchema.Schema;

    /// <summary>Effects of numeric columns that a workflow may name.</summary>
    public static IReadOnlyList<string> NumericEffects => DriftOptionsOf.NumericNames;

    /// <summary>Effects of categorical columns that a workflow may name.</summary>
    public static IReadOnlyList<string> CategoricalEffects => DriftOptionsOf.CategoricalNames;

    /// <summary>The finished reports.</summary>
    public static IDriftCatalog Catalog(ITables tables, IOutbox outbox, ITenantAccessor tenant, TimeProvider clock) =>
        new DriftReports(tables, outbox, tenant, clock);

    /// <summary>Its steps.</summary>
    public static IReadOnlyList<IStep> Steps(ITables tables, IOutbox outbox, ITenantAccessor tenant, TimeProvider clock) =>
        [new DriftStep(new DriftReports(tables, outbox, tenant, clock), clock)];
}
