using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Millrace.ContractSuites;
using Millrace.Embedded.Blobs;
using Millrace.Embedded.Tables;
using Millrace.Events;
using Millrace.Events.Contracts;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Tables;
using Millrace.Kernel.Verdicts;
using Millrace.Mlflow.Routes;
using Millrace.Registry;
using Millrace.Registry.Contracts;
using Millrace.Tracking;
using Millrace.Tracking.Contracts;

namespace Millrace.Tests.Registry;

/// <summary>A registry over fresh tables, and a real server in front of it.</summary>
public sealed class RegistryHome : IAsyncDisposable
{
    private readonly TempFolder folder = new();
    private readonly ITables tables;
    private readonly WebApplication web;
    private readonly HttpClient http = new();
    private TempFolder? owned;

    private RegistryHome(ITables tables, WebApplication web, StepClock clock)
    {
        (this.tables, this.web, Clock) = (tables, web, clock);
        var owner = new FixedTenant(TenantId.Default);
        var outbox = EventsSetup.CreateOutbox(owner, clock);
        Registry = RegistrySetup.Create(tables, outbox, owner, clock);
        Tracking = TrackingSetup.Create(tables, owner, clock);
        Events = EventsSetup.CreateLog(tables, owner);
        Blobs = new FileBlobStore(folder.File("blobs"));
        Cards = RegistrySetup.Cards(tables, owner, Registry, Tracking, Blobs);
        var routes = new MlflowRoutes(web, NullLogger.Instance);
        Models = TrackingSetup.LoggedModels(tables, owner, clock);
        RegistrySetup.MapMlflow(routes, tables, outbox, Models, owner, clock);
        TrackingSetup.MapArtifacts(routes, tables, Blobs, owner, clock, (_, _, _) => throw new NotSupportedException());
        RegistrySetup.MapMillrace(routes, Registry, Cards, clock);
    }

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public IModelRegistry Registry { get; }

    public ITracking Tracking { get; }

    public ILoggedModels Models { get; }

    public FileBlobStore Blobs { get; }

    public IModelCards Cards { get; }

    public IEventLog Events { get; }

    public StepClock Clock { get; }

    /// <summary>A home on a fresh SQLite file.</summary>
    public static async Task<RegistryHome> OpenAsync()
    {
        var folder = new TempFolder();
        var home = await OpenAsync(SqliteTables.Open(folder.File("registry.db"), TimeProvider.System).Value);
        home.owned = folder;
        return home;
    }

    /// <summary>A home on these tables, which it closes.</summary>
    public static async Task<RegistryHome> OpenAsync(ITables tables)
    {
        var clock = new StepClock();
        foreach (var schema in new[] { EventsSetup.Schema, TrackingSetup.Schema, RegistrySetup.Schema })
        {
            await tables.MigrateAsync(schema.Module, schema.Migrations, Ct);
        }

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var opened = new RegistryHome(tables, builder.Build(), clock);
        await opened.web.StartAsync(Ct);
        opened.http.BaseAddress = new Uri(opened.web.Urls.First() + "/api/2.0/mlflow/");
        return opened;
    }

    /// <summary>The registry as another tenant sees it, over the same tables.</summary>
    public IModelRegistry RegistryOf(string tenant)
    {
        var owner = new FixedTenant(new TenantId(tenant));
        return RegistrySetup.Create(tables, EventsSetup.CreateOutbox(owner, Clock), owner, Clock);
    }

    /// <summary>The answer, which must be good.</summary>
    public async Task<JsonObject> OkAsync(string method, string path, object? body = null)
    {
        var (status, answer) = await SendAsync(method, path, body);
        Assert.True(status == 200, $"{method} {path}: {status} {answer.ToJsonString()}");
        return answer;
    }

    /// <summary>One request, whatever the answer.</summary>
    public async Task<(int Status, JsonObject Answer)> SendAsync(string method, string path, object? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = JsonContent.Create(body, options: new JsonSerializerOptions(JsonSerializerDefaults.General));
        }

        using var response = await http.SendAsync(request, Ct);
        return ((int)response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonObject>(Ct))!);
    }

    public Task<HttpResponseMessage> GetAsync(string path) => http.GetAsync(path, Ct);

    /// <summary>The error's message; the status and code must be these.</summary>
    public async Task<string> RefusedAsync(int status, string code, string method, string path, object? body = null)
    {
        var (given, answer) = await SendAsync(method, path, body);
        Assert.Equal((status, code), (given, (string?)answer["error_code"]));
        return (string)answer["message"]!;
    }

    public Task<JsonObject> CreateModelAsync(string name, object? tags = null) =>
        OkAsync("POST", "registered-models/create", new { name, tags = tags ?? Array.Empty<object>() });

    /// <summary>The number of a new version as MLflow's clients register one.</summary>
    public async Task<int> CreateVersionAsync(string name, string source = "s3://bucket/model", object? tags = null)
    {
        var answer = await OkAsync("POST", "model-versions/create", new { name, source, tags = tags ?? Array.Empty<object>() });
        return int.Parse((string)answer["model_version"]!["version"]!, System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>A version as a workflow registers one.</summary>
    public Task<ModelVersion> RegisterAsync(string model, string key, int approvals = 0, VersionChange? change = VersionChange.Patch) =>
        Registry.RegisterAsync(
            new NewModelVersion(
                model, Digest.Of("model " + key), Digest.Of("evaluation " + key), Digest.Of("features"), Digest.Of("data " + key),
                Digest.Of("onnx " + key), RunId.FromKey(key), key, "p-1")
            {
                Workflow = "flights",
                ApprovalsNeeded = approvals,
                Change = change,
            },
            Ct);

    public Task<Outcome<ModelVersion>> JudgeAsync(ModelVersion version, Decision decision) => Registry.JudgeAsync(
        new GateJudgement(version.Model, version.Version, decision, "policy:flights", "Gates: 2 of 2 pass.", [version.Evaluation!.Value], "p-1"), Ct);

    public Task<Outcome<ModelVersion>> MoveAsync(string model, int version, Stage to, string actor = "user:ada") =>
        Registry.MoveAsync(new StageMove(model, version, to, actor, "Because.", [], "c-1"), Ct);

    public Task<Outcome<ApprovalState>> ApproveAsync(string model, int version, string name) =>
        Registry.ApproveAsync(new Approval(model, version, Stage.Production, "user:" + name, "Looks good.", "c-1"), Ct);

    /// <summary>A workflow's version, passed and in Production.</summary>
    public async Task<ModelVersion> InProductionAsync(string model, string key)
    {
        var version = await RegisterAsync(model, key);
        await JudgeAsync(version, Decision.Pass);
        Assert.True((await MoveAsync(model, version.Version, Stage.Staging, "policy:flights")).IsOk);
        return (await MoveAsync(model, version.Version, Stage.Production, "policy:flights")).Value;
    }

    public async Task<IReadOnlyList<CloudEvent>> EventsAsync(string type) =>
        (await Events.ListAsync(new EventQuery(Type: type, Limit: 100), Ct)).Value;

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await web.DisposeAsync();
        (tables as IDisposable)?.Dispose();
        owned?.Dispose();
        folder.Dispose();
    }
}

/// <summary>Each look at the clock is a second later, so that every order is told by the times.</summary>
public sealed class StepClock : TimeProvider
{
    private long ticks = DateTimeOffset.UnixEpoch.AddDays(20_000).Ticks;

    public DateTimeOffset Last => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Add(ref ticks, TimeSpan.TicksPerSecond), TimeSpan.Zero);
}
