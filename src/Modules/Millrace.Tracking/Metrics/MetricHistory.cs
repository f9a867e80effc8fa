using System.Data.Common;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Tables;
using Millrace.Tracking.Storage;

namespace Millrace.Tracking.Metrics;

/// <summary>Reads the history of a metric.</summary>
internal sealed class MetricHistory(ITables tables, ITenantAccessor tenant, MetricKeys keys)
{
    // The points of a key lie in one piece for every block of steps; from block to block the index is asked where the next one is.
    private const string OfKey =
        """
        WITH RECURSIVE blocks (block) AS (
            SELECT MIN(step_block) FROM metrics WHERE run_no = @run AND step_block >= @first
            UNION ALL
            SELECT (SELECT MIN(m.step_block) FROM metrics m WHERE m.run_no = @run AND m.step_block > blocks.block AND m.step_block <= @last)
            FROM blocks WHERE blocks.block IS NOT NULL)
        SELECT m.step, m.timestamp_ms, m.value, m.is_nan
        FROM blocks CROSS JOIN metrics m WHERE m.run_no = @run AND m.step_block = blocks.block AND m.key_no = @key LIMIT @limit
        """;

    private const string NextBlock = "SELECT MIN(step_block) FROM metrics WHERE run_no = @run AND step_block >= @block";

    private const string OfBlock =
        """
        SELECT step, timestamp_ms, value, is_nan FROM metrics WHERE run_no = @run AND step_block = @block AND key_no = @key
        ORDER BY step, timestamp_ms, value, is_nan
        """;

    private string Tenant => tenant.Current.Value;

    /// <summary>Every value by step, then time, then value; null when there is no such run.</summary>
    public async Task<List<HistoryPoint>?> ReadAsync(string run, string key, CancellationToken ct)
    {
        var connection = await tables.OpenReadAsync(ct).ConfigureAwait(false);
        await using var owned = connection.ConfigureAwait(false);
        return await NumberOfAsync(connection, run, ct).ConfigureAwait(false) is { } number
            ? await ReadAsync(connection, number, key, StepRange.All, long.MaxValue, ct).ConfigureAwait(false)
            : null;
    }

    /// <summary>The values of a run whose number is known, at steps of a range; when there are more than the limit, any so many of them.</summary>
    public async Task<List<HistoryPoint>> ReadAsync(
        DbConnection connection, long run, string key, StepRange range, long limit, CancellationToken ct)
    {
        List<HistoryPoint> points = [];
        if (await keys.FindAsync(connection, Tenant, key, ct).ConfigureAwait(false) is not { } number)
        {
            return points;
        }

        using (var rows = await Statement.Of(connection, OfKey)
            .With("run", run).With("key", number).With("first", range.First >> NumberedRuns.StepBlockBits)
            .With("last", range.Last >> NumberedRuns.StepBlockBits).With("limit", limit).ReadAsync(ct).ConfigureAwait(false))
        {
            while (await rows.ReadAsync(ct).ConfigureAwait(false))
            {
                var point = Point(rows);
                if (range.Contains(point.Step))
                {
                    points.Add(point);
                }
            }
        }

        points.Sort();
        return points;
    }

    /// <summary>The next values behind a place, by step, then time, then value, block by block: however long the history, a page costs the same.</summary>
    /// <param name="connection">To read on.</param>
    /// <param name="run">The run's number.</param>
    /// <param name="key">The metric.</param>
    /// <param name="after">The last value that was read; null to begin.</param>
    /// <param name="count">At most so many.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<List<HistoryPoint>> PageAsync(DbConnection connection, long run, string key, HistoryPoint? after, int count, CancellationToken ct)
    {
        List<HistoryPoint> points = [];
        var block = after is { } start ? start.Step >> NumberedRuns.StepBlockBits : long.MinValue;
        if (await keys.FindAsync(connection, Tenant, key, ct).ConfigureAwait(false) is not { } number)
        {
            return points;
        }

        while (points.Count < count && await NumberAsync(Statement.Of(connection, NextBlock).With("run", run).With("block", block), ct).ConfigureAwait(false) is { } next)
        {
            using var rows = await Statement.Of(connection, OfBlock).With("run", run).With("block", next).With("key", number).ReadAsync(ct).ConfigureAwait(false);
            while (points.Count < count && await rows.ReadAsync(ct).ConfigureAwait(false))
            {
                var point = Point(rows);
                if (after is null || point.CompareTo(after.Value) > 0)
                {
                    points.Add(point);
                }
            }

            block = next + 1;
        }

        return points;
    }

    /// <summary>The number of a run in any stage; null when there is none.</summary>
    public Task<long?> NumberOfAsync(DbConnection connection, string run, CancellationToken ct) => NumberAsync(
        Statement.Of(connection, "SELECT run_no FROM runs WHERE tenant = @tenant AND run_id = @run").With("tenant", Tenant).With("run", run), ct);

    private static async Task<long?> NumberAsync(Statement statement, CancellationToken ct)
    {
        using var row = await statement.ReadAsync(ct).ConfigureAwait(false);
        return await row.ReadAsync(ct).ConfigureAwait(false) && !row.IsDBNull(0) ? row.GetInt64(0) : null;
    }

    private static HistoryPoint Point(DbDataReader row) =>
        new(row.GetInt64(0), row.GetInt64(1), row.GetInt64(3) != 0 ? double.NaN : row.GetDouble(2));
}
