using System.Data.Common;
using Millrace.Kernel.Tables;
using Millrace.Tracking.Contracts;
using Millrace.Tracking.Runs;
using Millrace.Tracking.Storage;

namespace Millrace.Tracking.Metrics;

/// <summary>Writes metric points, and keeps the latest value of each key beside them.</summary>
internal sealed class MetricWriter(SqlDialect dialect)
{
    private const string InsertPoint = "INSERT INTO metrics (run_no, step_block, key_no, step, timestamp_ms, value, is_nan) ";
    private const string InsertLatest = "INSERT INTO latest_metrics (run_no, key_no, step, timestamp_ms, value, is_nan) ";
    private const string OnePoint = InsertPoint + "VALUES (@run, @block, @key, @step, @time, @value, @nan) ON CONFLICT DO NOTHING";
    private const string OneLatest = InsertLatest + "VALUES (@run, @key, @step, @time, @value, @nan) " + KeepNewest;

    // The greatest step counts, then the latest time, then the greater value: MLflow's order.
    private const string KeepNewest =
        """
        ON CONFLICT (run_no, key_no) DO UPDATE SET
            step = excluded.step, timestamp_ms = excluded.timestamp_ms, value = excluded.value, is_nan = excluded.is_nan
        WHERE excluded.step > latest_metrics.step OR (excluded.step = latest_metrics.step AND (excluded.timestamp_ms > latest_metrics.timestamp_ms
            OR (excluded.timestamp_ms = latest_metrics.timestamp_ms AND excluded.value > latest_metrics.value)))
        """;

    private readonly PointList list = PointList.For(dialect);
    private readonly string insertPoints = InsertPoint + PointList.For(dialect).SelectPoints + " ON CONFLICT DO NOTHING";
    private readonly string insertLatest = InsertLatest + PointList.For(dialect).SelectLatest + " " + KeepNewest;

    /// <summary>Brings points into the form in which they are written.</summary>
    /// <param name="points">At least one.</param>
    /// <param name="keys">The numbers of their keys.</param>
    public PreparedMetrics Prepare(IReadOnlyList<MetricPoint> points, Dictionary<string, long> keys)
    {
        if (points.Count == 1)
        {
            return new PreparedMetrics(new StoredPoint(keys[points[0].Key], points[0]), null, null);
        }

        var rows = new StoredPoint[points.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = new StoredPoint(keys[points[i].Key], points[i]);
        }

        // In the order of the key: neighbours on disk are written together, and two servers never wait for each other in a circle.
        Array.Sort(rows);
        var all = list.Prepare(rows);
        var latest = Latest(rows);
        return new PreparedMetrics(default, all, ReferenceEquals(latest, rows) ? all : list.Prepare(latest));
    }

    /// <summary>Writes the points; one that is there already is not written again.</summary>
    public void Write(DbTransaction transaction, long run, PreparedMetrics metrics)
    {
        if (metrics.All is null)
        {
            WriteOne(transaction, run, metrics.One);
            return;
        }

        list.Write(transaction, insertPoints, run, metrics.All);
        list.Write(transaction, insertLatest, run, metrics.Latest!);
    }

    /// <summary>Writes metrics that belong to a logged model, too.</summary>
    public static void WriteModels(DbTransaction transaction, long run, IReadOnlyList<ModelMetric> metrics, Dictionary<string, long> keys)
    {
        foreach (var metric in metrics)
        {
            var point = new StoredPoint(keys[metric.Point.Key], metric.Point);
            Statement.Of(
                transaction,
                """
                INSERT INTO model_metrics (model_id, key_no, run_no, step, timestamp_ms, value, is_nan, dataset_name, dataset_digest)
                VALUES (@model, @key, @run, @step, @time, @value, @nan, @dataset, @digest) ON CONFLICT DO NOTHING
                """)
                .With("model", metric.ModelId).With("key", point.Key).With("run", run).With("step", point.Step).With("time", point.TimestampMs)
                .With("value", point.Value).With("nan", point.IsNaN).With("dataset", metric.DatasetName).With("digest", metric.DatasetDigest).Run();
        }
    }

    private static void WriteOne(DbTransaction transaction, long run, StoredPoint point)
    {
        Statement.Of(transaction, OnePoint)
            .With("run", run).With("block", point.Block).With("key", point.Key).With("step", point.Step)
            .With("time", point.TimestampMs).With("value", point.Value).With("nan", point.IsNaN).Run();
        Statement.Of(transaction, OneLatest)
            .With("run", run).With("key", point.Key).With("step", point.Step)
            .With("time", point.TimestampMs).With("value", point.Value).With("nan", point.IsNaN).Run();
    }

    private static StoredPoint[] Latest(StoredPoint[] rows)
    {
        var latest = new Dictionary<long, StoredPoint>();
        foreach (var row in rows)
        {
            if (!latest.TryGetValue(row.Key, out var known) || row.IsNewerThan(known))
            {
                latest[row.Key] = row;
            }
        }

        return latest.Count == rows.Length ? rows : [.. latest.Values.OrderBy(row => row.Key)];
    }
}

/// <summary>Points that are ready to be written: one, or a list in the engine's form.</summary>
/// <param name="One">The only point.</param>
/// <param name="All">All points; null when there is one.</param>
/// <param name="Latest">The newest of each key.</param>
internal sealed record PreparedMetrics(StoredPoint One, object? All, object? Latest);
