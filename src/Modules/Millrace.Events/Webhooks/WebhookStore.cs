using System.Data.Common;
using Dapper;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Tables;

namespace Millrace.Events.Webhooks;

/// <summary>The tenant's webhooks.</summary>
internal sealed class WebhookStore(ITables tables, ITenantAccessor tenant)
{
    private const string Columns =
        "webhook_id AS Id, name AS Name, description AS Description, url AS Url, sealed_secret AS SealedSecret, status AS Status, types AS Types, "
        + "created_ms AS CreatedMs, updated_ms AS UpdatedMs";

    private string Tenant => tenant.Current.Value;

    public Task AddAsync(Webhook webhook, CancellationToken ct) => tables.WriteAsync(
        transaction => transaction.Connection!.Execute(
            """
            INSERT INTO webhooks (tenant, webhook_id, name, description, url, sealed_secret, status, types, created_ms, updated_ms)
            VALUES (@Tenant, @Id, @Name, @Description, @Url, @SealedSecret, @Status, @Types, @CreatedMs, @UpdatedMs)
            """,
            Values(webhook),
            transaction),
        ct);

    /// <summary>Changes one, by what it is at that moment.</summary>
    public async Task<Outcome<Webhook>> ChangeAsync(string id, Func<Webhook, Webhook> change, CancellationToken ct)
    {
        var changed = await tables.WriteAsync(
            transaction =>
            {
                if (Find(transaction.Connection!, transaction, id) is not { } webhook)
                {
                    return null;
                }

                var after = change(webhook);
                transaction.Connection!.Execute(
                    """
                    UPDATE webhooks SET name = @Name, description = @Description, url = @Url, sealed_secret = @SealedSecret, status = @Status,
                        types = @Types, updated_ms = @UpdatedMs
                    WHERE tenant = @Tenant AND webhook_id = @Id
                    """,
                    Values(after),
                    transaction);
                return after;
            },
            ct).ConfigureAwait(false);
        return changed is not null ? changed : WebhookProblems.NotFound(id);
    }

    public async Task<Outcome<Done>> DeleteAsync(string id, CancellationToken ct)
    {
        var count = await tables.WriteAsync(
            transaction =>
            {
                var key = new { Tenant, Id = id };
                transaction.Connection!.Execute("DELETE FROM webhook_deliveries WHERE tenant = @Tenant AND webhook_id = @Id", key, transaction);
                return transaction.Connection!.Execute("DELETE FROM webhooks WHERE tenant = @Tenant AND webhook_id = @Id", key, transaction);
            },
            ct).ConfigureAwait(false);
        return count > 0 ? Done.Value : WebhookProblems.NotFound(id);
    }

    public async Task<Outcome<Webhook>> FindAsync(string id, CancellationToken ct)
    {
        var connection = await tables.OpenReadAsync(ct).ConfigureAwait(false);
        await using var owned = connection.ConfigureAwait(false);
        return Find(connection, null, id) is { } webhook ? webhook : WebhookProblems.NotFound(id);
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<Webhook>> ListAsync(long offset, int limit, CancellationToken ct)
    {
        var connection = await tables.OpenReadAsync(ct).ConfigureAwait(false);
        await using var owned = connection.ConfigureAwait(false);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"SELECT {Columns} FROM webhooks WHERE tenant = @Tenant ORDER BY created_ms DESC, webhook_id LIMIT @limit OFFSET @offset",
            new { Tenant, limit, offset },
            cancellationToken: ct)).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToWebhook())];
    }

    private Webhook? Find(DbConnection connection, DbTransaction? transaction, string id) => connection.QuerySingleOrDefault<Row>(
        $"SELECT {Columns} FROM webhooks WHERE tenant = @Tenant AND webhook_id = @Id", new { Tenant, Id = id }, transaction)?.ToWebhook();

    private object Values(Webhook webhook) => new
    {
        Tenant,
        webhook.Id,
        webhook.Name,
        webhook.Description,
        webhook.Url,
        webhook.SealedSecret,
        Status = webhook.IsActive ? Webhook.Active : Webhook.Disabled,
        Types = string.Join(' ', webhook.Types),
        webhook.CreatedMs,
        webhook.UpdatedMs,
    };

    /// <summary>A row as Dapper reads it.</summary>
    internal sealed class Row
    {
        public string Id { get; init; } = "";

        public string Name { get; init; } = "";

        public string? Description { get; init; }

        public string Url { get; init; } = "";

        public string? SealedSecret { get; init; }

        public string Status { get; init; } = "";

        public string Types { get; init; } = "";

        public long CreatedMs { get; init; }

        public long UpdatedMs { get; init; }

        public Webhook ToWebhook() => new(
            Id, Name, Description, Url, SealedSecret, Status == Webhook.Active, Types.Split(' '), CreatedMs, UpdatedMs);
    }
}
