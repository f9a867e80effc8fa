using Millrace.Kernel.Blobs;
using Millrace.Kernel.Events;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Steps;
using Millrace.Kernel.Tables;
using Millrace.Mlflow.Routes;
using Millrace.Registry.Aliases;
using Millrace.Registry.Cards;
using Millrace.Registry.Contracts;
using Millrace.Registry.Gates;
using Millrace.Registry.Models;
using Millrace.Registry.Promotion;
using Millrace.Registry.Versions;
using Millrace.Registry.Wire;
using Millrace.Tracking.Contracts;

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
        new ModelRegistry(new RegistryWriter(tables, outbox, tenant, clock), new RegistryReader(tables, tenant));

    /// <summary>Writes model cards.</summary>
    public static IModelCards Cards(ITables tables, ITenantAccessor tenant, IModelRegistry registry, ITracking tracking, IBlobStore blobs) =>
        new ModelCards(registry, new RegistryReader(tables, tenant), tracking, blobs);

    /// <summary>Its steps.</summary>
    public static IReadOnlyList<IStep> Steps(IModelRegistry registry, TimeProvider clock) =>
        [new RegisterStep(registry), new GateStep(registry, clock), new PromoteStep(registry)];

    /// <summary>Maps MLflow's registry.</summary>
    /// <param name="routes">Where to.</param>
    /// <param name="tables">Migrated.</param>
    /// <param name="outbox">Gets the events.</param>
    /// <param name="models">Knows where the files of logged models are, and keeps which versions were registered from them.</param>
    /// <param name="tenant">Whose models.</param>
    /// <param name="clock">For creation and update times.</param>
    public static void MapMlflow(
        MlflowRoutes routes, ITables tables, IOutbox outbox, ILoggedModels models, ITenantAccessor tenant, TimeProvider clock)
    {
        var (writer, reader) = (new RegistryWriter(tables, outbox, tenant, clock), new RegistryReader(tables, tenant));
        new ModelEndpoints(writer, reader).Map(routes);
        new AliasEndpoints(writer, reader).Map(routes);
        new VersionEndpoints(writer, reader, models).Map(routes);
        new SearchEndpoints(reader, tables.Dialect).Map(routes);
    }

    /// <summary>Maps what MLflow does not have: Production at a time, and model cards.</summary>
    public static void MapMillrace(MlflowRoutes routes, IModelRegistry registry, IModelCards cards, TimeProvider clock) =>
        new ProductionEndpoint(registry, cards, clock).Map(routes);
}
