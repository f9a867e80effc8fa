using System.Data.Common;
using System.Text.Json.Nodes;
using Dapper;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Events;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Tables;
using Millrace.Serving.Contracts;

namespace Millrace.Serving.Deployments;

/// <summary>Endpoints on tables; a deployment and its event are one transaction.</summary>
internal sealed class EndpointCatalog(ITables tables, IOutbox outbox, ITenantAccessor tenant, TimeProvider clock) : IEndpointCatalog
{
    private string Tenant => tenant.Current.Value;

    public async Task<IReadOnlyList<EndpointEntry>> ListAsync(CancellationToken ct)
    {
        await using var connection = await tables.OpenReadAsync(ct);
        var rows = await connection.QueryAsync<(string Name, string Deployment, string Model, long Version, long Updated)>(
            "SELECT name, deployment, model, version, updated_ms FROM endpoints WHERE tenant = @Tenant ORDER BY name", new { Tenant });
        return [.. rows.Select(row => new EndpointEntry(
            row.Name, Digest.Parse(row.Deployment), row.Model, (int)row.Version, DateTimeOffset.FromUnixTimeMilliseconds(row.Updated)))];
    }

    public Task DeployAsync(
        Digest deployment, Deployment document, string actor, string idempotencyKey, string correlationId, CancellationToken ct) =>
        tables.WriteAsync(transaction => Deploy(transaction, deployment, document, actor, idempotencyKey, correlationId), ct);

    private bool Deploy(
        DbTransaction transaction, Digest deployment, Deployment document, string actor, string idempotencyKey, string correlationId)
    {
        var connection = transaction.Connection!;
        var values = new
        {
            Tenant,
            idempotencyKey,
            document.Endpoint,
            deployment = deployment.ToString(),
            document.Model,
            document.Version,
            actor,
            now = clock.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        var isNew = connection.Execute(
            """
            INSERT INTO deployments (tenant, idempotency_key, endpoint, deployment, model, version, actor, at_ms)
            VALUES (@Tenant, @idempotencyKey, @Endpoint, @deployment, @Model, @Version, @actor, @now) ON CONFLICT DO NOTHING
            """, values, transaction) > 0;
        if (!isNew)
        {
            return false;
        }

        connection.Execute(
            """
            INSERT INTO endpoints (tenant, name, deployment, model, version, updated_ms)
            VALUES (@Tenant, @Endpoint, @deployment, @Model, @Version, @now)
            ON CONFLICT (tenant, name) DO UPDATE SET deployment = excluded.deployment, model = excluded.model,
              version = excluded.version, updated_ms = excluded.updated_ms
            """, values, transaction);
        outbox.Add(transaction, new LifecycleEvent(
            EventTypes.ModelDeployed, $"endpoints/{document.Endpoint}", correlationId,
            new JsonObject { ["endpoint"] = document.Endpoint, ["model"] = document.Model, ["version"] = document.Version }));
        return true;
    }
}
