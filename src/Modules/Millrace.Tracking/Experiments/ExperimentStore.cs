using System.Data.Common;
using Dapper;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Tables;
using Millrace.Tracking.Contracts;

namespace Millrace.Tracking.Experiments;

/// <summary>The rows of experiments.</summary>
internal sealed class ExperimentStore(ITables tables, ITenantAccessor tenant, TimeProvider clock)
{
    private const string DefaultName = "Default";

    private const string Insert =
        """
        INSERT INTO experiments (tenant, experiment_id, name, lifecycle_stage, creation_time, last_update_time)
        VALUES (@Tenant, @Id, @Name, 'active', @Now, @Now) ON CONFLICT DO NOTHING
        """;

    private string Tenant => tenant.Current.Value;

    public Task<ExperimentId> GetOrCreateAsync(string name, CancellationToken ct) => tables.WriteAsync(
        transaction =>
        {
            EnsureDefault(transaction);
            if (Find(transaction, name) is { } known)
            {
                return known;
            }

            var next = transaction.Connection!.ExecuteScalar<long>(
                "SELECT MAX(experiment_id) + 1 FROM experiments WHERE tenant = @Tenant", new { Tenant }, transaction);
            Add(transaction, next, name);
            return new ExperimentId(next);
        },
        ct);

    /// <summary>Whether the experiment exists; the default one is made when it is missing.</summary>
    public bool Exists(DbTransaction transaction, ExperimentId id)
    {
        if (id == ExperimentId.Default)
        {
            EnsureDefault(transaction);
        }

        return transaction.Connection!.ExecuteScalar<long>(
            "SELECT COUNT(*) FROM experiments WHERE tenant = @Tenant AND experiment_id = @Id", new { Tenant, Id = id.Value }, transaction) > 0;
    }

    public async Task<IReadOnlyList<ExperimentView>> ListAsync(CancellationToken ct)
    {
        var connection = await tables.OpenReadAsync(ct).ConfigureAwait(false);
        await using var owned = connection.ConfigureAwait(false);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            """
            SELECT e.experiment_id AS Id, e.name AS Name, e.creation_time AS CreatedAt,
                (SELECT COUNT(*) FROM runs r WHERE r.tenant = e.tenant AND r.experiment_id = e.experiment_id) AS RunCount
            FROM experiments e WHERE e.tenant = @Tenant ORDER BY e.experiment_id
            """,
            new { Tenant },
            cancellationToken: ct)).ConfigureAwait(false);
        return [.. rows.Select(row => new ExperimentView(
            new ExperimentId(row.Id), row.Name, DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAt), row.RunCount))];
    }

    private void EnsureDefault(DbTransaction transaction) => Add(transaction, ExperimentId.Default.Value, DefaultName);

    private ExperimentId? Find(DbTransaction transaction, string name) => transaction.Connection!.QueryFirstOrDefault<long?>(
        "SELECT experiment_id FROM experiments WHERE tenant = @Tenant AND name = @Name", new { Tenant, Name = name }, transaction) is { } id
        ? new ExperimentId(id)
        : null;

    private void Add(DbTransaction transaction, long id, string name) => transaction.Connection!.Execute(
        Insert, new { Tenant, Id = id, Name = name, Now = clock.GetUtcNow().ToUnixTimeMilliseconds() }, transaction);

    private sealed class Row
    {
        public long Id { get; init; }

        public string Name { get; init; } = "";

        public long CreatedAt { get; init; }

        public long RunCount { get; init; }
    }
}
