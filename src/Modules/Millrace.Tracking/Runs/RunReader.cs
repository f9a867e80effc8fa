using System.Data.Common;
using Dapper;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Tables;
using Millrace.Tracking.Contracts;

namespace Millrace.Tracking.Runs;

/// <summary>Reads runs.</summary>
internal sealed class RunReader(ITables tables, ITenantAccessor tenant)
{
    private const string OfRun = "WHERE tenant = @Tenant AND run_id = @Run";

    private const string Columns =
        "r.run_id AS Id, r.name AS Name, r.status AS Status, r.experiment_id AS Experiment, r.parent_run_id AS Parent, r.start_time AS StartedAt, "
        + "r.end_time AS EndedAt, r.user_id AS User, r.source_name AS Source, r.source_version AS GitCommit, r.source_is_dirty AS GitIsDirty";

    private string Tenant => tenant.Current.Value;

    /// <summary>One run with its files and inputs; null when there is none.</summary>
    public async Task<RunView?> FindAsync(RunId run, CancellationToken ct)
    {
        var connection = await tables.OpenReadAsync(ct).ConfigureAwait(false);
        await using var owned = connection.ConfigureAwait(false);
        var key = new { Tenant, Run = run.ToString() };
        var views = await ReadAsync(connection, $"SELECT {Columns} FROM runs r {OfRun} AND r.lifecycle_stage = 'active'", key, ct)
            .ConfigureAwait(false);
        if (views.Count == 0)
        {
            return null;
        }

        var artifacts = await connection.QueryAsync<(string Path, string Digest, long SizeBytes)>(new CommandDefinition(
            $"SELECT path, digest, size_bytes FROM run_artifacts {OfRun} ORDER BY path", key, cancellationToken: ct)).ConfigureAwait(false);
        var inputs = await connection.QueryAsync<(string Name, string Digest, string SourceType, string Source, string Context)>(
            new CommandDefinition(
                $"SELECT name, digest, source_type, source, context FROM run_inputs {OfRun} ORDER BY name, context, digest",
                key,
                cancellationToken: ct)).ConfigureAwait(false);
        return views[0] with
        {
            Artifacts = [.. artifacts.Select(a => new RunArtifact(a.Path, Digest.Parse(a.Digest), a.SizeBytes))],
            Inputs = [.. inputs.Select(i => new RunDataset(i.Name, i.Digest, i.SourceType, i.Source, i.Context))],
        };
    }

    /// <summary>The runs that fit; the query has been checked.</summary>
    public async Task<IReadOnlyList<RunView>> SearchAsync(RunQuery query, CancellationToken ct)
    {
        var connection = await tables.OpenReadAsync(ct).ConfigureAwait(false);
        await using var owned = connection.ConfigureAwait(false);
        var (order, metric) = RunOrder.Of(query);
        var sql =
            $"""
            SELECT {Columns} FROM runs r
            {(metric is null ? "" : "LEFT JOIN latest_metrics m ON m.tenant = r.tenant AND m.run_id = r.run_id AND m.key = @Metric AND m.is_nan = 0")}
            WHERE r.tenant = @Tenant AND r.lifecycle_stage = 'active'
                {(query.Experiment is null ? "" : "AND r.experiment_id = @Experiment")}
                {(query.Status is null ? "" : "AND r.status = @Status")}
                {(query.Name is null ? "" : "AND r.name = @Name")}
                {(query.ParentRunId is null ? "" : "AND r.parent_run_id = @Parent")}
                {(query.TopLevelOnly ? "AND r.parent_run_id IS NULL" : "")}
            ORDER BY {order} LIMIT @Limit OFFSET @Offset
            """;
        return await ReadAsync(
            connection,
            sql,
            new
            {
                Tenant,
                Metric = metric,
                Experiment = query.Experiment?.Value,
                Status = query.Status?.ToString().ToUpperInvariant(),
                query.Name,
                Parent = query.ParentRunId?.ToString(),
                query.Limit,
                query.Offset,
            },
            ct).ConfigureAwait(false);
    }

    private async Task<List<RunView>> ReadAsync(DbConnection connection, string sql, object values, CancellationToken ct)
    {
        var rows = (await connection.QueryAsync<RunRow>(new CommandDefinition(sql, values, cancellationToken: ct)).ConfigureAwait(false)).AsList();
        var ids = rows.Select(row => row.Id).ToList();
        var texts = await PairsAsync<string>(connection, "params", "0", ids, ct).ConfigureAwait(false);
        var tags = await PairsAsync<string>(connection, "tags", "0", ids, ct).ConfigureAwait(false);
        var numbers = await PairsAsync<double>(connection, "latest_metrics", "is_nan", ids, ct).ConfigureAwait(false);
        return rows.ConvertAll(row => row.ToView(
            numbers[row.Id].ToDictionary(pair => pair.Key, pair => pair.IsNaN != 0 ? double.NaN : pair.Value),
            texts[row.Id].ToDictionary(pair => pair.Key, pair => pair.Value),
            tags[row.Id].ToDictionary(pair => pair.Key, pair => pair.Value)));
    }

    private async Task<ILookup<string, (string Run, string Key, T Value, long IsNaN)>> PairsAsync<T>(
        DbConnection connection, string table, string isNaN, List<string> ids, CancellationToken ct) =>
        (await connection.QueryAsync<(string Run, string Key, T Value, long IsNaN)>(new CommandDefinition(
            $"SELECT run_id, key, value, {isNaN} FROM {table} WHERE tenant = @Tenant AND run_id IN @Ids ORDER BY key",
            new { Tenant, Ids = ids },
            cancellationToken: ct)).ConfigureAwait(false)).ToLookup(row => row.Run);
}
