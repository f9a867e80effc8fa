using System.Text.Json;
using Millrace.ContractSuites;
using Millrace.Embedded.Homes;
using Millrace.Events;
using Millrace.Events.Contracts;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Resources;
using Millrace.Kernel.Steps;
using Millrace.Kernel.Tables;
using Millrace.Pipelines;
using Millrace.Pipelines.Contracts;

namespace Millrace.Tests.Pipelines;

/// <summary>A home, and plans made of <see cref="FakeStep"/>s.</summary>
public sealed class PipelineFixture : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly FixedTenant tenant = new(TenantId.Default);

    private PipelineFixture()
    {
        Home = MillraceHome.Open(folder.Path, TimeProvider.System).Value;
        History = PipelinesSetup.CreateHistory(Home.Tables, tenant);
        Events = EventsSetup.CreateLog(Home.Tables, tenant);
    }

    public MillraceHome Home { get; }

    public IPipelineHistory History { get; }

    public IEventLog Events { get; }

    public ResourceBudget Budget { get; init; } = new(4, 1_000_000_000);

    public static async Task<PipelineFixture> CreateAsync()
    {
        var fixture = new PipelineFixture();
        foreach (var schema in new[] { EventsSetup.Schema, PipelinesSetup.Schema })
        {
            await fixture.Home.Tables.MigrateAsync(schema.Module, schema.Migrations, default);
        }

        return fixture;
    }

    public static PlanStep Step(string id, string kind, long add = 1, params (string Input, string From)[] inputs) => new(
        id, kind, JsonSerializer.SerializeToElement(new { add }),
        inputs.ToDictionary(i => i.Input, i => new OutputOf(i.From, "sum")), new Dictionary<string, Digest>());

    public static Plan Plan(params PlanStep[] steps) => new("flow", "project", steps);

    public IPipelineRunner Runner(IEnumerable<IStep> steps, int maxParallel = 2) => PipelinesSetup.CreateRunner(
        Home.Tables, Home.Blobs, EventsSetup.CreateOutbox(tenant, TimeProvider.System), new StepCatalog(steps), TimeProvider.System,
        Home.Layout, Budget, tenant, new PipelineOptions { MaxParallelSteps = maxParallel });

    public async Task<PipelineOutcome> RunAsync(Plan plan, params IStep[] steps) =>
        (await Runner(steps).RunAsync(plan, null, TestContext.Current.CancellationToken)).Value;

    public async Task<long> ValueAsync(PipelineOutcome outcome, string step) =>
        (await Home.Blobs.GetJsonAsync<NumberArtifact>(outcome.OutputOf(step, "sum")!.Digest, default)).Value;

    public void Dispose()
    {
        Home.Dispose();
        folder.Dispose();
    }
}
