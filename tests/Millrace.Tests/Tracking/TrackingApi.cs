using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Millrace.ContractSuites;
using Millrace.Embedded.Tables;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Tables;
using Millrace.Mlflow.Routes;
using Millrace.Tracking;
using Millrace.Tracking.Contracts;

namespace Millrace.Tests.Tracking;

/// <summary>The module's part of MLflow's API over fresh tables, spoken to over HTTP.</summary>
public abstract class TrackingApi : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private WebApplication? web;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Speaks to the server.</summary>
    protected HttpClient Client { get; } = new();

    /// <summary>The same tables through the module's own contract.</summary>
    protected ITracking Tracking { get; private set; } = null!;

    protected ITables Tables { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Tables = await OpenTablesAsync();
        await Tables.MigrateAsync(TrackingSetup.Schema.Module, TrackingSetup.Schema.Migrations, Ct);
        var clock = new TickingClock();
        Tracking = TrackingSetup.Create(Tables, new FixedTenant(TenantId.Default), clock);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        web = builder.Build();
        TrackingSetup.MapMlflow(new MlflowRoutes(web, web.Logger), Tables, new FixedTenant(TenantId.Default), clock);
        await web.StartAsync(Ct);
        Client.BaseAddress = new Uri(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (web is not null)
        {
            await web.DisposeAsync();
        }

        (Tables as IDisposable)?.Dispose();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Empty tables; a suite that is derived for another engine opens those.</summary>
    protected virtual Task<ITables> OpenTablesAsync() =>
        Task.FromResult<ITables>(SqliteTables.Open(folder.File("tracking.db"), TimeProvider.System).Value);

    /// <summary>A POST that must go well.</summary>
    protected async Task<JsonNode> PostAsync(string path, string json)
    {
        var (status, body) = await SendAsync(HttpMethod.Post, path, json);
        Assert.True(status == HttpStatusCode.OK, $"{path} {json}: {body}");
        return body;
    }

    /// <summary>A GET that must go well.</summary>
    protected async Task<JsonNode> GetAsync(string pathAndQuery)
    {
        var (status, body) = await SendAsync(HttpMethod.Get, pathAndQuery, null);
        Assert.True(status == HttpStatusCode.OK, $"{pathAndQuery}: {body}");
        return body;
    }

    /// <summary>A request that must be refused like this.</summary>
    protected async Task RefusedAsync(string path, string? json, HttpStatusCode status, string code, params string[] words)
    {
        var (given, body) = await SendAsync(json is null ? HttpMethod.Get : HttpMethod.Post, path, json);
        Assert.Equal((status, code), (given, (string?)body["error_code"]));
        Assert.All(words, word => Assert.Contains(word, (string?)body["message"], StringComparison.Ordinal));
    }

    /// <summary>A new run's id.</summary>
    protected async Task<string> NewRunAsync(string experiment = "0", string name = "run") =>
        (string)(await PostAsync("runs/create", $$"""{"experiment_id": "{{experiment}}", "run_name": "{{name}}", "start_time": 1000}"""))["run"]!["info"]!["run_id"]!;

    private async Task<(HttpStatusCode Status, JsonNode Body)> SendAsync(HttpMethod method, string path, string? json)
    {
        using var request = new HttpRequestMessage(method, "/api/2.0/mlflow/" + path);
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await Client.SendAsync(request, Ct);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(Ct))!);
    }

    // What is made later has a later time, however fast it is made: orders by time are certain.
    private sealed class TickingClock : TimeProvider
    {
        private long ticks = System.GetUtcNow().UtcTicks;

        public override DateTimeOffset GetUtcNow() => new(Interlocked.Add(ref ticks, TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
    }
}
