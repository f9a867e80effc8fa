using Millrace.Kernel.Identity;
using Millrace.Kernel.Tables;
using Millrace.Mlflow.Routes;
using Millrace.Tracking.Contracts;
using Millrace.Tracking.Experiments;
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
        return new TableTracking(
            tables, new ExperimentStore(tables, tenant, clock), new ExperimentReader(tables, tenant), new RunStore(tables, tenant, keys, clock),
            new RunReader(tables, tenant, keys), new MetricHistory(tables, tenant, keys), clock);
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
        new CreateRun(tables, experiments, runs, clock).Map(routes);
        new GetRun(reader).Map(routes);
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
}
