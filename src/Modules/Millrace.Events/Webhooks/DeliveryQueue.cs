using System.Data.Common;
using Dapper;
using Millrace.Events.Contracts;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Tables;

namespace Millrace.Events.Webhooks;

/// <summary>Deliveries that wait, in the tables: they outlive a crash, and of two servers one takes each.</summary>
internal sealed class DeliveryQueue(ITables tables, ITenantAccessor tenant, WebhookOptions options, TimeProvider clock)
{
    private const int MostAtOnce = 200;

    private string Tenant => tenant.Current.Value;

    private long NowMs => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Turns new events into deliveries, then takes those that are due; they are taken for the length of two attempts.</summary>
    public Task<IReadOnlyList<Delivery>> TakeAsync(CancellationToken ct) => tables.WriteAsync<IReadOnlyList<Delivery>>(
        transaction =>
        {
            Queue(transaction);
            return Take(transaction);
        },
        ct);

    /// <summary>Whether there is anything to do, without a write.</summary>
    public async Task<bool> HasWorkAsync(CancellationToken ct)
    {
        var connection = await tables.OpenReadAsync(ct).ConfigureAwait(false);
        await using var owned = connection.ConfigureAwait(false);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            """
            SELECT CASE
                WHEN EXISTS (SELECT 1 FROM webhook_deliveries d
                    JOIN webhooks w ON w.tenant = d.tenant AND w.webhook_id = d.webhook_id
                    WHERE d.tenant = @Tenant AND d.due_ms <= @NowMs AND w.status = 'ACTIVE') THEN 1
                WHEN EXISTS (SELECT 1 FROM outbox WHERE tenant = @Tenant
                    AND sequence > COALESCE((SELECT sequence FROM webhook_cursor WHERE tenant = @Tenant), 0)) THEN 1
                ELSE 0 END
            """,
            new { Tenant, NowMs },
            cancellationToken: ct)).ConfigureAwait(false) != 0;
    }

    /// <summary>Writes down how an attempt ended.</summary>
    public Task FinishAsync(Delivery delivery, WebhookTestBody result, CancellationToken ct) => tables.WriteAsync(
        transaction => transaction.Connection!.Execute(
            "UPDATE webhook_deliveries SET due_ms = @Due, outcome = @Outcome, detail = @Detail WHERE tenant = @Tenant AND webhook_id = @Id AND sequence = @Sequence",
            new
            {
                Tenant,
                delivery.Webhook.Id,
                delivery.Sequence,
                Due = NextMs(delivery, result),
                Outcome = result.Success ? "delivered" : NextMs(delivery, result) is null ? "given up" : "waits",
                Detail = result.ErrorMessage ?? $"HTTP {result.ResponseStatus}",
            },
            transaction),
        ct);

    // A target that says no for good is not asked again; one that is not there, or busy, is.
    private long? NextMs(Delivery delivery, WebhookTestBody result) =>
        result.Success || delivery.Attempt >= options.MostAttempts || result.ResponseStatus is >= 300 and < 500 and not (408 or 429)
            ? null
            : NowMs + (long)(options.FirstPause.TotalMilliseconds * Math.Pow(4, delivery.Attempt - 1));

    private void Queue(DbTransaction transaction)
    {
        var connection = transaction.Connection!;
        var from = connection.ExecuteScalar<long?>("SELECT sequence FROM webhook_cursor WHERE tenant = @Tenant", new { Tenant }, transaction) ?? 0;
        var happened = connection.Query<(long Sequence, string Type)>(
            "SELECT sequence, type FROM outbox WHERE tenant = @Tenant AND sequence > @from ORDER BY sequence LIMIT 1000", new { Tenant, from },
            transaction).AsList();
        if (happened.Count == 0)
        {
            return;
        }

        var active = connection.Query<(string Id, string Types)>(
            "SELECT webhook_id, types FROM webhooks WHERE tenant = @Tenant AND status = 'ACTIVE'", new { Tenant }, transaction)
            .Select(row => (row.Id, Types: row.Types.Split(' '))).ToList();
        connection.Execute(
            """
            INSERT INTO webhook_deliveries (tenant, webhook_id, sequence, delivery_id, attempts, due_ms, outcome)
            VALUES (@Tenant, @Id, @Sequence, @DeliveryId, 0, @NowMs, 'waits')
            """,
            happened.SelectMany(one => active.Where(webhook => webhook.Types.Contains(one.Type))
                .Select(webhook => new { Tenant, webhook.Id, one.Sequence, DeliveryId = Guid.NewGuid().ToString(), NowMs })),
            transaction);
        connection.Execute(
            "INSERT INTO webhook_cursor (tenant, sequence) VALUES (@Tenant, @to) ON CONFLICT (tenant) DO UPDATE SET sequence = excluded.sequence",
            new { Tenant, to = happened[^1].Sequence }, transaction);
    }

    private List<Delivery> Take(DbTransaction transaction)
    {
        var connection = transaction.Connection!;
        var due = connection.Query<DueRow>(
            """
            SELECT d.sequence AS Sequence, d.delivery_id AS DeliveryId, d.attempts AS Attempts, o.type AS Type, o.time AS TimeMs, o.data AS Data,
                w.webhook_id AS Id, w.name AS Name, w.url AS Url, w.sealed_secret AS SealedSecret
            FROM webhook_deliveries d
            JOIN webhooks w ON w.tenant = d.tenant AND w.webhook_id = d.webhook_id
            JOIN outbox o ON o.tenant = d.tenant AND o.sequence = d.sequence
            WHERE d.tenant = @Tenant AND d.due_ms <= @NowMs AND w.status = 'ACTIVE' ORDER BY d.sequence LIMIT @MostAtOnce
            """,
            new { Tenant, NowMs, MostAtOnce }, transaction).AsList();
        var until = NowMs + (long)(2 * options.Timeout.TotalMilliseconds);
        connection.Execute(
            "UPDATE webhook_deliveries SET attempts = attempts + 1, due_ms = @until WHERE tenant = @Tenant AND webhook_id = @Id AND sequence = @Sequence",
            due.Select(row => new { Tenant, row.Id, row.Sequence, until }), transaction);
        return due.ConvertAll(row => row.ToDelivery());
    }

    private sealed class DueRow
    {
        public long Sequence { get; init; }

        public string DeliveryId { get; init; } = "";

        public long Attempts { get; init; }

        public string Type { get; init; } = "";

        public long TimeMs { get; init; }

        public string Data { get; init; } = "";

        public string Id { get; init; } = "";

        public string Name { get; init; } = "";

        public string Url { get; init; } = "";

        public string? SealedSecret { get; init; }

        public Delivery ToDelivery() => new(
            new Webhook(Id, Name, null, Url, SealedSecret, true, [], 0, 0), Sequence, DeliveryId, (int)Attempts + 1, Type, TimeMs, Data);
    }
}
