using System.Data.Common;
using Dapper;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Tables;
using Millrace.Tracking.Artifacts;
using Millrace.Tracking.Contracts;
using Millrace.Tracking.Inputs;
using Millrace.Tracking.Metrics;
using Millrace.Tracking.Storage;

namespace Millrace.Tracking.Runs;

/// <summary>Reads runs: a query for the rows, then one for each kind of what belongs to them, however many runs they are.</summary>
internal sealed class RunReader(ITables tables, ITenantAccessor tenant, MetricKeys keys)
{
    /// <summary>The columns of a run; the table is <c>r</c>.</summary>
    public const string Columns =
        "r.run_no AS Number, r.run_id AS Id, r.name AS Name, r.status AS Status, r.experiment_id AS Experiment, r.lifecycle_stage AS Stage, "
        + "r.artifact_uri AS ArtifactUri, r.parent_run_id AS Parent, r.start_time AS StartedAt, r.end_time AS EndedAt, r.user_id AS User, "
        + "r.source_name AS Source, r.source_version AS GitCommit, r.source_is_dirty AS GitIsDirty";

    private readonly ArtifactTree artifacts = new(tables, tenant);
    private readonly NumberList list = new(tables.Dialect);

    private string Tenant => tenant.Current.Value;

    /// <summary>One run in any stage; null when there is none.</summary>
    public async Task<RunRecord?> FindAsync(string run, CancellationToken ct)
    {
        var connection = await tables.OpenReadAsync(ct).ConfigureAwait(false);
        await using var owned = connection.ConfigureAwait(false);
        var found = await ReadAsync(
            connection, $"SELECT {Columns} FROM runs r WHERE r.tenant = @Tenant AND r.run_id = @Run", new { Tenant, Run = run }, ct).ConfigureAwait(false);
        return found.Count == 0 ? null : found[0];
    }

    /// <summary>One active run with its files and inputs; null when there is none.</summary>
    public async Task<RunView?> FindViewAsync(RunId run, CancellationToken ct)
    {
        if (await FindAsync(run.ToString(), ct).ConfigureAwait(false) is not { Stage: Experiments.Lifecycle.Active } record)
        {
            return null;
        }

        var connection = await tables.OpenReadAsync(ct).ConfigureAwait(false);
        await using var owned = connection.ConfigureAwait(false);
        var folder = ArtifactUri.Folder(record.ArtifactUri);
        return record.ToView(
            folder.IsOk ? await artifacts.FilesBelowAsync(connection, folder.Value, ct).ConfigureAwait(false) : [],
            [.. record.Inputs.Select(input => input.ToView()).OrderBy(i => i.Name, StringComparer.Ordinal).ThenBy(i => i.Context, StringComparer.Ordinal)]);
    }

    /// <summary>The runs of a query, with parameters, tags and latest metrics.</summary>
    public async Task<List<RunRecord>> ReadAsync(DbConnection connection, string sql, object values, CancellationToken ct)
    {
        var runs = (await connection.QueryAsync<RunRecord>(new CommandDefinition(sql, values, cancellationToken: ct)).ConfigureAwait(false)).AsList();
        if (runs.Count > 0)
        {
            await FillAsync(connection, runs, ct).ConfigureAwait(false);
        }

        return runs;
    }

    private async Task FillAsync(DbConnection connection, List<RunRecord> runs, CancellationToken ct)
    {
        var known = runs.ToDictionary(run => run.Number);
        var one = runs.Count == 1;
        var condition = one ? "run_no = @runs" : list.Condition("run_no", "runs");
        var numbers = one ? runs[0].Number : list.Value(known.Keys);
        await EachAsync(connection, $"SELECT run_no, key, value FROM params WHERE {condition} ORDER BY run_no, key", numbers, row =>
            known[row.GetInt64(0)].Params.Add(new(row.GetString(1), row.GetString(2))), ct).ConfigureAwait(false);
        await EachAsync(connection, $"SELECT run_no, key, value FROM tags WHERE {condition} ORDER BY run_no, key", numbers, row =>
            known[row.GetInt64(0)].Tags.Add(new(row.GetString(1), row.GetString(2))), ct).ConfigureAwait(false);
        List<(RunRecord Run, long Key, double Value, long TimestampMs, long Step)> latest = [];
        await EachAsync(
            connection,
            $"SELECT run_no, key_no, value, is_nan, timestamp_ms, step FROM latest_metrics WHERE {condition} ORDER BY run_no, key_no",
            numbers,
            row => latest.Add((
                known[row.GetInt64(0)], row.GetInt64(1), row.GetInt64(3) != 0 ? double.NaN : row.GetDouble(2), row.GetInt64(4), row.GetInt64(5))),
            ct).ConfigureAwait(false);
        await InputReader.FillAsync(connection, known, condition, numbers, ct).ConfigureAwait(false);
        foreach (var (run, key, value, timestampMs, step) in latest)
        {
            run.Metrics.Add(new LatestMetric(keys.KeyOf(connection, key), value, timestampMs, step));
        }
    }

    private static async Task EachAsync(DbConnection connection, string sql, object numbers, Action<DbDataReader> use, CancellationToken ct)
    {
        using var rows = await Statement.Of(connection, sql).With("runs", numbers).ReadAsync(ct).ConfigureAwait(false);
        while (await rows.ReadAsync(ct).ConfigureAwait(false))
        {
            use(rows);
        }
    }
}
