using System.Text.Json;
using System.Text.Json.Nodes;
using Millrace.ContractSuites;
using Millrace.Embedded.Tables;
using Millrace.Events;
using Millrace.Events.Contracts;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Events;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Tables;

namespace Millrace.Tests.Events;

public sealed class OutboxTests : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private readonly SqliteTables tables;
    private readonly StillClock clock = new(DateTimeOffset.Parse("2026-11-02T03:04:05.678Z", System.Globalization.CultureInfo.InvariantCulture));
    private readonly IOutbox outbox;
    private readonly IEventLog log;

    public OutboxTests()
    {
        tables = SqliteTables.Open(folder.File("events.db"), TimeProvider.System).Value;
        outbox = EventsSetup.CreateOutbox(new FixedTenant(TenantId.Default), clock);
        log = EventsSetup.CreateLog(tables, new FixedTenant(TenantId.Default));
    }

    [Fact]
    public async Task An_event_reads_back_as_CloudEvents_JSON()
    {
        await AddAsync(Registered("p-1"));
        var json = JsonNode.Parse(CanonicalJson.Serialize((await ListAsync(new EventQuery())).Single()))!.AsObject();
        Assert.True(json.Remove("id", out var id) && Guid.TryParse((string?)id, out _));
        Assert.Equal(
            """{"correlationid":"p-1","data":{"version":3},"datacontenttype":"application/json","sequence":"00000000000000000001","source":"/millrace","specversion":"1.0","subject":"models/m/versions/3","tenant":"default","time":"2026-11-02T03:04:05.678+00:00","type":"MODEL_REGISTERED"}""",
            json.ToJsonString(new JsonSerializerOptions(CanonicalJson.Options)));
    }

    [Fact]
    public async Task An_event_of_a_change_that_failed_was_never_told()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => tables.WriteAsync(
            transaction =>
            {
                outbox.Add(transaction, Registered("p-1"));
                throw new InvalidOperationException();
            },
            default));
        await AddAsync(Registered("p-2"));
        var told = Assert.Single(await ListAsync(new EventQuery()));
        Assert.Equal(("p-2", 1L), (told.CorrelationId, told.SequenceNumber));
    }

    [Fact]
    public async Task Reading_on_after_the_last_sequence_misses_nothing_and_repeats_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 25).Select(i => AddAsync(Registered($"p-{i}"))));
        var seen = new List<long>();
        IReadOnlyList<CloudEvent> page;
        do
        {
            page = await ListAsync(new EventQuery(seen.LastOrDefault(), 10));
            seen.AddRange(page.Select(e => e.SequenceNumber));
        }
        while (page.Count > 0);
        Assert.Equal(Enumerable.Range(1, 25).Select(i => (long)i), seen);
    }

    [Fact]
    public async Task The_list_can_be_of_one_type_or_one_execution()
    {
        await AddAsync(Registered("p-1"));
        await AddAsync(Registered("p-2"));
        await AddAsync(Registered("p-2") with { Type = EventTypes.ModelDeployed });
        Assert.Equal([2, 3], (await ListAsync(new EventQuery(CorrelationId: "p-2"))).Select(e => e.SequenceNumber));
        Assert.Equal([3], (await ListAsync(new EventQuery(Type: EventTypes.ModelDeployed))).Select(e => e.SequenceNumber));
        Assert.Empty(await ListAsync(new EventQuery(Type: EventTypes.ModelDeployed, CorrelationId: "p-1")));
    }

    [Fact]
    public async Task A_tenant_sees_only_its_own_events()
    {
        await AddAsync(Registered("p-1"));
        var other = EventsSetup.CreateLog(tables, new FixedTenant(new TenantId("other")));
        Assert.Empty((await other.ListAsync(new EventQuery(), default)).Value);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task A_limit_out_of_range_is_refused(int limit) =>
        Assert.Equal("events.limit-out-of-range", (await log.ListAsync(new EventQuery(Limit: limit), default)).Problem!.Code);

    public async ValueTask InitializeAsync() =>
        await tables.MigrateAsync(EventsSetup.Schema.Module, EventsSetup.Schema.Migrations, default);

    public ValueTask DisposeAsync()
    {
        tables.Dispose();
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private static LifecycleEvent Registered(string correlationId) =>
        new(EventTypes.ModelRegistered, "models/m/versions/3", correlationId, new JsonObject { ["version"] = 3 });

    private Task AddAsync(LifecycleEvent happened) => tables.WriteAsync(t => outbox.Add(t, happened), default);

    private async Task<IReadOnlyList<CloudEvent>> ListAsync(EventQuery query) => (await log.ListAsync(query, default)).Value;

    private sealed class StillClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
