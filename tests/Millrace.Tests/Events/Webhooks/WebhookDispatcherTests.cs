using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Millrace.ContractSuites;
using Millrace.Embedded.Tables;
using Millrace.Events;
using Millrace.Events.Contracts;
using Millrace.Events.Webhooks;
using Millrace.Kernel.Events;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Tables;

namespace Millrace.Tests.Events.Webhooks;

public sealed class WebhookDispatcherTests : IAsyncLifetime
{
    private const string Url = "https://example.org/hook?token=t";
    private static readonly FixedTenant Tenant = new(TenantId.Default);
    private readonly TempFolder folder = new();
    private readonly SqliteTables tables;
    private readonly HandClock clock = new();
    private readonly SecretSeal seal = SecretSeal.Random();
    private readonly WebhookOptions options = new() { MostAttempts = 3 };
    private readonly Target target = new();
    private readonly WebhookStore store;
    private readonly IOutbox outbox;

    public WebhookDispatcherTests()
    {
        tables = SqliteTables.Open(folder.File("events.db"), TimeProvider.System).Value;
        store = new WebhookStore(tables, Tenant);
        outbox = EventsSetup.CreateOutbox(Tenant, clock);
    }

    public async ValueTask InitializeAsync() => await tables.MigrateAsync(EventsSetup.Schema.Module, EventsSetup.Schema.Migrations, default);

    public ValueTask DisposeAsync()
    {
        tables.Dispose();
        target.Dispose();
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task An_event_reaches_those_who_asked_for_it_and_nobody_else()
    {
        await AddAsync("asked", ["model_version.created"]);
        await AddAsync("other", ["prompt.created"]);
        await AddAsync("asleep", ["model_version.created"], isActive: false);
        await HappenAsync("model_version.created", "MODEL_REGISTERED", "registered_model.created");

        await DispatchAsync();
        await DispatchAsync();

        Assert.Equal(["model_version.created"], target.Types);
    }

    [Fact]
    public async Task A_request_has_MLflow_s_form_and_a_signature_over_its_bytes()
    {
        await AddAsync("signed", ["model_version.created"], "s3cret");
        await HappenAsync("model_version.created");

        await DispatchAsync();

        var (url, deliveryId, signature, timestamp, body) = target.Requests.Single();
        Assert.Equal(Url, url);
        Assert.Equal(WebhookSender.Sign("s3cret", deliveryId, timestamp, body), signature);
        Assert.Equal(
            """{"entity":"model_version","action":"created","timestamp":"2026-11-02T03:04:05.000000+00:00","data":{"name":"m","version":"1"}}""", body);
    }

    [Fact]
    public void A_signature_is_the_one_that_Python_s_hmac_gives() =>
        Assert.Equal("v1,G2ShuVzSSSfy1jCfd6eHfcRxF+GSmEbR2H97FZuxIU8=", WebhookSender.Sign("s3cret", "d-1", "1700000000", """{"a":1}"""));

    [Fact]
    public async Task A_busy_target_is_asked_again_later_with_the_same_delivery_id()
    {
        await AddAsync("busy", ["model_version.created"]);
        target.Answer = count => count == 1 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK;
        await HappenAsync("model_version.created");

        await DispatchAsync();
        Assert.Single(target.Requests);
        clock.Pass(TimeSpan.FromSeconds(1));
        await DispatchAsync();
        clock.Pass(TimeSpan.FromHours(1));
        await DispatchAsync();

        Assert.Equal(2, target.Requests.Count);
        Assert.Single(target.Requests.Select(request => request.DeliveryId).Distinct());
    }

    [Fact]
    public async Task Attempts_end()
    {
        await AddAsync("gone", ["model_version.created"]);
        target.Answer = _ => HttpStatusCode.InternalServerError;
        await HappenAsync("model_version.created");

        for (var hour = 0; hour < 6; hour++)
        {
            await DispatchAsync();
            clock.Pass(TimeSpan.FromHours(1));
        }

        Assert.Equal(options.MostAttempts, target.Requests.Count);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Found)]
    [InlineData(HttpStatusCode.Gone)]
    public async Task A_target_that_says_no_for_good_is_not_asked_again(HttpStatusCode status)
    {
        await AddAsync("no", ["model_version.created"]);
        target.Answer = _ => status;
        await HappenAsync("model_version.created");

        await DispatchAsync();
        clock.Pass(TimeSpan.FromHours(1));
        await DispatchAsync();

        Assert.Single(target.Requests);
    }

    [Fact]
    public async Task A_webhook_that_is_switched_off_keeps_its_deliveries_waiting_without_keeping_anybody_busy()
    {
        await AddAsync("busy", ["model_version.created"]);
        target.Answer = _ => HttpStatusCode.ServiceUnavailable;
        await HappenAsync("model_version.created");
        await DispatchAsync();
        var id = (await store.ListAsync(0, 1, default)).Single().Id;
        await store.ChangeAsync(id, webhook => webhook with { IsActive = false }, default);
        clock.Pass(TimeSpan.FromHours(1));

        Assert.False(await Queue().HasWorkAsync(default));

        await store.ChangeAsync(id, webhook => webhook with { IsActive = true }, default);
        await DispatchAsync();
        Assert.Equal(2, target.Requests.Count);
    }

    [Fact]
    public async Task A_delivery_that_its_server_took_and_never_finished_is_sent_by_another()
    {
        await AddAsync("one", ["model_version.created"]);
        await HappenAsync("model_version.created");
        Assert.Single(await Queue().TakeAsync(default));

        await DispatchAsync();
        Assert.Empty(target.Requests);
        clock.Pass(2 * options.Timeout);
        await DispatchAsync();

        Assert.Single(target.Requests);
    }

    [Fact]
    public async Task Of_two_servers_one_sends()
    {
        await AddAsync("one", ["model_version.created"]);
        await HappenAsync([.. Enumerable.Repeat("model_version.created", 50)]);

        await Task.WhenAll(DispatchAsync(), DispatchAsync());

        Assert.Equal(50, target.Requests.Select(request => request.DeliveryId).Distinct().Count());
        Assert.Equal(50, target.Requests.Count);
    }

    [Fact]
    public async Task What_happened_before_a_webhook_was_made_is_not_sent_to_it()
    {
        await HappenAsync("model_version.created");
        await DispatchAsync();
        await AddAsync("late", ["model_version.created"]);

        await DispatchAsync();

        Assert.Empty(target.Requests);
    }

    [Fact]
    public async Task A_secret_sealed_with_a_lost_key_is_told_and_nothing_unsigned_is_sent()
    {
        await store.AddAsync(Webhook("old", ["model_version.created"], SecretSeal.Random().Close("s3cret")), default);
        await HappenAsync("model_version.created");

        await DispatchAsync();

        Assert.Empty(target.Requests);
    }

    private async Task DispatchAsync()
    {
        using var http = new HttpClient(target, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        await using var dispatcher = new WebhookDispatcher(
            Queue(), new WebhookSender(http, seal, options, clock), options, clock, NullLogger.Instance);
        await dispatcher.DispatchAsync(default);
    }

    private DeliveryQueue Queue() => new(tables, Tenant, options, clock);

    private Task AddAsync(string name, IReadOnlyList<string> types, string? secret = null, bool isActive = true) =>
        store.AddAsync(Webhook(name, types, secret is null ? null : seal.Close(secret)) with { IsActive = isActive }, default);

    private static Webhook Webhook(string name, IReadOnlyList<string> types, string? sealedSecret) =>
        new(Guid.NewGuid().ToString(), name, null, Url, sealedSecret, true, types, 1, 1);

    private Task HappenAsync(params string[] types) => tables.WriteAsync(
        transaction =>
        {
            foreach (var type in types)
            {
                outbox.Add(transaction, new LifecycleEvent(type, "models/m", "c", new JsonObject { ["name"] = "m", ["version"] = "1" }));
            }
        },
        default);

    private sealed class HandClock : TimeProvider
    {
        private DateTimeOffset now = DateTimeOffset.Parse("2026-11-02T03:04:05Z", CultureInfo.InvariantCulture);

        public void Pass(TimeSpan length) => now += length;

        public override DateTimeOffset GetUtcNow() => now;
    }
}
