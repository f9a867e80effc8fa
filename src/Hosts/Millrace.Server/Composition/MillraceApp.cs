using Millrace.Data;
using Millrace.Data.Contracts;
using Millrace.Embedded.Homes;
using Millrace.Embedded.Jobs;
using Millrace.Events;
using Millrace.Events.Contracts;
using Millrace.Features;
using Millrace.Features.Contracts;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Events;
using Millrace.Kernel.Homes;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Jobs;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Resources;
using Millrace.Kernel.Steps;
using Millrace.Kernel.Tables;
using Millrace.Monitoring;
using Millrace.Monitoring.Contracts;
using Millrace.Pipelines;
using Millrace.Pipelines.Contracts;
using Millrace.Registry;
using Millrace.Registry.Contracts;
using Millrace.Serving;
using Millrace.Serving.Contracts;
using Millrace.Tracking;
using Millrace.Tracking.Contracts;
using Millrace.Training;
using Millrace.Training.Contracts;

namespace Millrace.Server.Composition;

/// <summary>The one composition of modules and adapters over an open home: the server and the command line both run on it.</summary>
public sealed class MillraceApp : IAsyncDisposable
{
    private readonly MillraceHome home;
    private readonly LocalJobs jobs;

    private MillraceApp(MillraceHome home, WorkerCommand worker, ResourceBudget budget)
    {
        (this.home, Budget) = (home, budget);
        jobs = new LocalJobs(home.Layout, home.Blobs, worker, new LocalJobOptions(), Clock);
        Outbox = EventsSetup.CreateOutbox(Tenant, Clock);
        Events = EventsSetup.CreateLog(Tables, Tenant);
        Tracking = TrackingSetup.Create(Tables, Tenant, Clock);
        Data = DataSetup.Catalog(Tables, Blobs, Tenant);
        Features = FeaturesSetup.Catalog(Tables, Blobs, Tenant);
        Registry = RegistrySetup.Create(Tables, Outbox, Tenant, Clock);
        Cards = RegistrySetup.Cards(Tables, Tenant, Registry, Tracking, Blobs);
        Endpoints = ServingSetup.Catalog(Tables, Outbox, Tenant, Clock);
        Drift = MonitoringSetup.Catalog(Tables, Outbox, Tenant, Clock);
        History = PipelinesSetup.CreateHistory(Tables, Tenant);
        Reproduction = TrainingSetup.Reproduction(jobs, Tracking, Blobs, budget, Clock);
        Pipelines = PipelinesSetup.CreateRunner(Tables, Blobs, Outbox, new StepCatalog(Steps()), Clock, home.Layout, budget, Tenant);
    }

    /// <summary>The clock of leases, time-outs and records.</summary>
    public TimeProvider Clock { get; } = TimeProvider.System;

    /// <summary>Without login there is one tenant.</summary>
    public ITenantAccessor Tenant { get; } = new FixedTenant(TenantId.Default);

    /// <summary>What this process may use.</summary>
    public ResourceBudget Budget { get; }

    /// <summary>Where things are.</summary>
    public HomeLayout Layout => home.Layout;

    /// <summary>Blobs.</summary>
    public IBlobStore Blobs => home.Blobs;

    /// <summary>Metadata.</summary>
    public ITables Tables => home.Tables;

    /// <summary>Writer of lifecycle events.</summary>
    public IOutbox Outbox { get; }

    /// <summary>Reader of lifecycle events.</summary>
    public IEventLog Events { get; }

    /// <summary>Runs, metrics, artifacts.</summary>
    public ITracking Tracking { get; }

    /// <summary>Dataset versions.</summary>
    public IDataCatalog Data { get; }

    /// <summary>Feature definitions.</summary>
    public IFeatureCatalog Features { get; }

    /// <summary>Model versions.</summary>
    public IModelRegistry Registry { get; }

    /// <summary>Model cards.</summary>
    public IModelCards Cards { get; }

    /// <summary>Endpoints.</summary>
    public IEndpointCatalog Endpoints { get; }

    /// <summary>Drift reports.</summary>
    public IDriftCatalog Drift { get; }

    /// <summary>Recorded executions.</summary>
    public IPipelineHistory History { get; }

    /// <summary>Runs plans.</summary>
    public IPipelineRunner Pipelines { get; }

    /// <summary>Trains recorded runs again.</summary>
    public IReproduction Reproduction { get; }

    /// <summary>Jobs in worker processes.</summary>
    public IJobs Jobs => jobs;

    /// <summary>The tables of all modules, in the order in which they are brought up to date.</summary>
    public static IReadOnlyList<ModuleSchema> Schemas { get; } =
    [
        EventsSetup.Schema, PipelinesSetup.Schema, TrackingSetup.Schema, DataSetup.Schema, FeaturesSetup.Schema, TrainingSetup.Schema,
        RegistrySetup.Schema, ServingSetup.Schema, MonitoringSetup.Schema,
    ];

    /// <summary>Opens a home, brings its tables up to date and marks what a dead owner left running.</summary>
    /// <param name="root">The home's folder.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<Outcome<MillraceApp>> OpenAsync(string root, CancellationToken ct)
    {
        var opened = MillraceHome.Open(root, TimeProvider.System);
        if (!opened.IsOk)
        {
            return opened.As<MillraceApp>();
        }

        foreach (var schema in Schemas)
        {
            await opened.Value.Tables.MigrateAsync(schema.Module, schema.Migrations, ct).ConfigureAwait(false);
        }

        var app = new MillraceApp(opened.Value, Workers.Command(root), ResourceBudget.Default);
        await app.Pipelines.MarkInterruptedAsync(ct).ConfigureAwait(false);
        return app;
    }

    /// <summary>The process that owns a home; null when nobody does or it has not said who it is.</summary>
    public static HomeOwner? OwnerOf(string root) => HomeOwner.Find(new HomeLayout(Path.GetFullPath(root)));

    /// <summary>Tells other processes of the same user where this one answers.</summary>
    public void Announce(Uri url, string token) => home.SetUrl(url, token);

    /// <summary>The endpoints in memory, for a server.</summary>
    public IServedEndpoints LoadEndpoints() => ServingSetup.Host(Endpoints, Blobs);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await jobs.DisposeAsync().ConfigureAwait(false);
        home.Dispose();
    }

    private IEnumerable<IStep> Steps() =>
    [
        .. DataSetup.Steps(Tables, Tenant, Clock),
        .. FeaturesSetup.Steps(Tables, Tenant, Clock),
        .. TrainingSetup.Steps(jobs, Tracking, Tables, Outbox, Tenant, Clock),
        .. RegistrySetup.Steps(Registry, Clock),
        .. ServingSetup.Steps(Endpoints),
        .. MonitoringSetup.Steps(Tables, Outbox, Tenant, Clock),
    ];
}
