using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Millrace.ContractSuites;
using Millrace.Embedded.Tables;
using Millrace.Events;
using Millrace.Events.Contracts;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Tables;
using Millrace.Mlflow.Routes;

namespace Millrace.Tests.Events.Webhooks;

public sealed class WebhookEndpointsTests : IAsyncLifetime
{
    private const string Path = "/api/2.0/mlflow/webhooks";
    private readonly TempFolder folder = new();
    private SqliteTables tables = null!;
    private WebApplication web = null!;
    private IAsyncDisposable sending = null!;
    private HttpClient http = null!;

    public async ValueTask InitializeAsync()
    {
        tables = SqliteTables.Open(folder.File("events.db"), TimeProvider.System).Value;
        await tables.MigrateAsync(EventsSetup.Schema.Module, EventsSetup.Schema.Migrations, default);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        web = builder.Build();
        sending = EventsSetup.StartWebhooks(
            new MlflowRoutes(web, NullLogger.Instance), tables, new FixedTenant(TenantId.Default), new WebhookOptions(), folder.File("key"),
            TimeProvider.System, NullLogger.Instance);
        await web.StartAsync();
        http = new HttpClient
        {
            BaseAddress = new Uri(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()),
        };
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await web.DisposeAsync();
        await sending.DisposeAsync();
        tables.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_webhook_is_made_read_changed_listed_and_deleted()
    {
        var made = (await CallAsync(HttpMethod.Post, Path, Good()))["webhook"]!;
        var one = $"{Path}/{(string)made["webhook_id"]!}";
        Assert.Equal("ACTIVE", (string)made["status"]!);
        Assert.Null(made["secret"]);
        Assert.Equal(made.ToJsonString(), (await CallAsync(HttpMethod.Get, one))["webhook"]!.ToJsonString());

        var changed = (await CallAsync(HttpMethod.Patch, one, new JsonObject { ["status"] = "DISABLED", ["description"] = "pause" }))["webhook"]!;
        Assert.Equal(("DISABLED", "pause", "hook-1"), ((string)changed["status"]!, (string)changed["description"]!, (string)changed["name"]!));

        await CallAsync(HttpMethod.Post, Path, Good());
        var page = await CallAsync(HttpMethod.Get, Path + "?max_results=1");
        var next = await CallAsync(HttpMethod.Get, $"{Path}?max_results=1&page_token={Uri.EscapeDataString((string)page["next_page_token"]!)}");
        Assert.NotEqual((string)page["webhooks"]![0]!["webhook_id"]!, (string)next["webhooks"]![0]!["webhook_id"]!);
        Assert.Null(next["next_page_token"]);

        await CallAsync(HttpMethod.Delete, one);
        Assert.Equal("RESOURCE_DOES_NOT_EXIST", (string)(await CallAsync(HttpMethod.Get, one))["error_code"]!);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once()
    {
        var answer = await CallAsync(HttpMethod.Post, Path, new JsonObject
        {
            ["name"] = "-hook",
            ["url"] = "http://example.org",
            ["events"] = new JsonArray(new JsonObject { ["entity"] = "MODEL_VERSION", ["action"] = "DELETED" }),
            ["status"] = "ASLEEP",
        });

        Assert.Equal("INVALID_PARAMETER_VALUE", (string)answer["error_code"]!);
        foreach (var part in new[] { "Webhook name '-hook' is invalid", "Invalid webhook URL scheme: 'http'", "Invalid action 'DELETED' for entity 'MODEL_VERSION'", "'ASLEEP'" })
        {
            Assert.Contains(part, (string)answer["message"]!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_webhook_without_events_is_refused()
    {
        var asked = Good();
        asked["events"] = new JsonArray();

        Assert.Contains("non-empty list", (string)(await CallAsync(HttpMethod.Post, Path, asked))["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_tells_why_the_target_was_not_reached()
    {
        var asked = Good();
        asked["url"] = "https://127.0.0.1:1/";
        var made = (await CallAsync(HttpMethod.Post, Path, asked))["webhook"]!;

        var result = (await CallAsync(HttpMethod.Post, $"{Path}/{(string)made["webhook_id"]!}/test", []))["result"]!;

        Assert.False((bool)result["success"]!);
        Assert.Contains("not a public address", (string)result["error_message"]!, StringComparison.Ordinal);
    }

    private static JsonObject Good() => new()
    {
        ["name"] = "hook-1",
        ["url"] = "https://example.org/hook",
        ["events"] = new JsonArray(new JsonObject { ["entity"] = "MODEL_VERSION", ["action"] = "CREATED" }),
        ["secret"] = "s3cret",
    };

    private async Task<JsonObject> CallAsync(HttpMethod method, string path, JsonObject? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await http.SendAsync(request);
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }
}
