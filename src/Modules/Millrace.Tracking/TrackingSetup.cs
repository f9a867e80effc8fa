using Millrace.Kernel.Blobs;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Tables;
using Millrace.Mlflow.Routes;
using Millrace.Tracking.Artifacts;
using Millrace.Tracking.Contracts;
using Millrace.Tracking.Experiments;
using Millrace.Tracking.Inputs;
using Millrace.Tracking.LoggedModels;
using Millrace.Tracking.Metrics;
using Millrace.Tracking.Runs;

namespace Millrace.Tracking;

/// <summary>Puts the module together.</summary>
public static class TrackingSetup
{
    /// <summary>The module's tables.</summary>
    public static ModuleSchema Schema => TrackingSchema.Schema;

    /// <summary>Tracking over migrated tables.</summary>
    public static ITracking Create(ITables tables, ITenantAccessor tenant, TimeProvider clock)
    {
        var keys = new MetricKeys();
        var reader = new RunReader(tables, tenant, keys);
        return new TableTracking(
            tables, new ExperimentStore(tables, tenant, clock), new ExperimentReader(tables, tenant), new RunStore(tables, tenant, keys, clock),
            reader, new RunSearch(tables, tenant, reader), new MetricHistory(tables, tenant, keys), clock);
    }

    /// <summary>Maps the module's part of MLflow's REST API.</summary>
    /// <param name="routes">Where to.</param>
    /// <param name="tables">Migrated.</param>
    /// <param name="tenant">Whose experiments and runs a request is about.</param>
    /// <param name="clock">For the times of records.</param>
    public static void MapMlflow(MlflowRoutes routes, ITables tables, ITenantAccessor tenant, TimeProvider clock)
    {
        var keys = new MetricKeys();
        var experiments = new ExperimentStore(tables, tenant, clock);
        var experimentReader = new ExperimentReader(tables, tenant);
        var runs = new RunStore(tables, tenant, keys, clock);
        var reader = new RunReader(tables, tenant, keys);
        new CreateExperiment(experiments).Map(routes);
        new FindExperiment(experiments, experimentReader).Map(routes);
        new RenameExperiment(experiments).Map(routes);
        new DeleteExperiment(experiments).Map(routes);
        new TagExperiment(experiments).Map(routes);
        new SearchExperiments(tables, experiments, experimentReader).Map(routes);
        new CreateRun(tables, experiments, runs, clock).Map(routes);
        new GetRun(reader).Map(routes);
        new SearchRuns(new RunSearch(tables, tenant, reader), tables.Dialect).Map(routes);
        new UpdateRun(runs, reader).Map(routes);
        new DeleteRun(runs).Map(routes);
        new LogMetric(runs).Map(routes);
        new LogParameter(runs).Map(routes);
        new LogBatch(runs).Map(routes);
        new TagRun(runs).Map(routes);
        var history = new MetricHistory(tables, tenant, keys);
        new GetHistory(tables, history).Map(routes);
        new GetHistoryBulk(tables, history).Map(routes);
        new GetHistoryInterval(tables, history).Map(routes);
    }

    /// <summary>Maps what clients keep beside runs: artifacts, inputs and outputs, logged models.</summary>
    /// <param name="routes">Where to.</param>
    /// <param name="tables">Migrated.</param>
    /// <param name="blobs">The bytes of artifacts.</param>
    /// <param name="tenant">Whose.</param>
    /// <param name="clock">For the times of records.</param>
    /// <param name="versionSource">Where the files of a model version are, by its name and version; the registry knows.</param>
    public static void MapArtifacts(
        MlflowRoutes routes, ITables tables, IBlobStore blobs, ITenantAccessor tenant, TimeProvider clock,
        Func<string, string, CancellationToken, Task<Outcome<string>>> versionSource)
    {
        var keys = new MetricKeys();
        var tree = new ArtifactTree(tables, tenant);
        var runs = new RunStore(tables, tenant, keys, clock);
        new ProxyEndpoints(tree, blobs).Map(routes);
        var reader = new LoggedModelReader(tables, tenant, keys);
        new RunArtifactEndpoints(tree, blobs, new RunLocations(tables, tenant, reader), versionSource).Map(routes);
        new LogInputs(tables, runs, new InputStore(tenant)).Map(routes);
        new LogModel(tables, runs).Map(routes);
        new SearchDatasets(tables, tenant).Map(routes);
        var models = new LoggedModelStore(tables, tenant, new ExperimentStore(tables, tenant, clock), clock);
        new CreateModel(models, reader).Map(routes);
        new ChangeModel(models, reader).Map(routes);
        new SearchModels(reader, tables.Dialect).Map(routes);
        new ModelArtifacts(reader, tree, blobs).Map(routes);
    }

    /// <summary>The files of runs and models.</summary>
    public static IArtifacts Artifacts(ITables tables, ITenantAccessor tenant) => new ArtifactTree(tables, tenant);

    /// <summary>The models that runs logged.</summary>
    public static ILoggedModels LoggedModels(ITables tables, ITenantAccessor tenant, TimeProvider clock) =>
        new LoggedModelStore(tables, tenant, new ExperimentStore(tables, tenant, clock), clock);
}
