using Millrace.Kernel.Events;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Steps;
using Millrace.Kernel.Tables;
using Millrace.Registry.Contracts;
using Millrace.Registry.Gates;
using Millrace.Registry.Models;
using Millrace.Registry.Promotion;

namespace Millrace.Registry;

/// <summary>The one registration point of the registry.</summary>
public static class RegistrySetup
{
    /// <summary>Its tables.</summary>
    public static ModuleSchema Schema => RegistrySchema.Schema;

    /// <summary>The gates a workflow may name.</summary>
    public static IReadOnlyList<string> GateNames { get; } = ["threshold", "improvement", "slice_floor", "parity"];

    /// <summary>The registry itself.</summary>
    public static IModelRegistry Create(ITables tables, IOutbox outbox, ITenantAccessor tenant, TimeProvider clock) =>
        new ModelRegistry(tables, outbox, tenant, clock);

    /// <summary>Its steps.</summary>
    public static IReadOnlyList<IStep> Steps(IModelRegistry registry, TimeProvider clock) =>
        [new RegisterStep(registry), new GateStep(registry, clock), new PromoteStep(registry)];
}
