using System.Text.Json;
using Millrace.ContractSuites;
using Millrace.Embedded.Blobs;
using Millrace.Embedded.Tables;
using Millrace.Events;
using Millrace.Events.Contracts;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Resources;
using Millrace.Kernel.Steps;
using Millrace.Registry;
using Millrace.Registry.Contracts;

namespace Millrace.Tests.Registry;

/// <summary>A registry on a fresh SQLite file, with its steps and events; each look at its clock is a second later.</summary>
public sealed class RegistryLab : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly SqliteTables tables;
    private readonly FixedTenant tenant = new(TenantId.Default);
    private readonly TickingClock clock = new();

    private RegistryLab()
    {
        tables = SqliteTables.Open(folder.File("registry.db"), TimeProvider.System).Value;
        Blobs = new FileBlobStore(folder.File("blobs"));
        Registry = Of(TenantId.Default);
    }

    public IModelRegistry Registry { get; }

    public FileBlobStore Blobs { get; }

    public static async Task<RegistryLab> OpenAsync()
    {
        var lab = new RegistryLab();
        foreach (var schema in new[] { EventsSetup.Schema, RegistrySetup.Schema })
        {
            await lab.tables.MigrateAsync(schema.Module, schema.Migrations, default);
        }

        return lab;
    }

    /// <summary>The same tables as another tenant sees them.</summary>
    public IModelRegistry Of(TenantId other) =>
        RegistrySetup.Create(tables, EventsSetup.CreateOutbox(new FixedTenant(other), clock), new FixedTenant(other), clock);

    public static NewModelVersion Candidate(string key, string model = "flight-delays") => new(
        model, Digest.Of($"{key} model"), Digest.Of($"{key} evaluation"), Digest.Of($"{key} features"), Digest.Of($"{key} data"),
        Digest.Of($"{key} onnx"), RunId.FromKey(key), key, $"execution of {key}");

    public async Task<IReadOnlyList<CloudEvent>> EventsAsync() =>
        (await EventsSetup.CreateLog(tables, tenant).ListAsync(new EventQuery(), default)).Value;

    /// <summary>Stores a document as a step's input.</summary>
    public async Task<ArtifactRef> StoreAsync<T>(T artifact)
        where T : IArtifact => new(T.ArtifactType, (await Blobs.PutJsonAsync(artifact, default)).Digest, []);

    /// <summary>Runs one of the registry's steps.</summary>
    public Task<Outcome<StepResult>> RunAsync<T>(string kind, T parameters, Dictionary<string, ArtifactRef> inputs, string key) =>
        RegistrySetup.Steps(Registry, clock).Single(step => step.Kind == kind).RunAsync(
            new StepContext
            {
                PipelineRun = PipelineRunId.New(TimeProvider.System),
                Workflow = "flights",
                StepId = kind,
                IdempotencyKey = Digest.Of(key),
                Parameters = JsonSerializer.SerializeToElement(parameters, CanonicalJson.Options),
                Inputs = inputs,
                Blobs = Blobs,
                Scratch = folder.Path,
                Budget = new ResourceBudget(1, 1_000_000_000),
                Progress = (_, _) => { },
            },
            default);

    public void Dispose()
    {
        tables.Dispose();
        folder.Dispose();
    }

    private sealed class TickingClock : TimeProvider
    {
        private long ticks;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddDays(20_000).AddSeconds(Interlocked.Increment(ref ticks));
    }
}
