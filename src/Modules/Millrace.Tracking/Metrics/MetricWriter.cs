using System.Data.Common;
using Millrace.Kernel.Identity;
using Millrace.Tracking.Contracts;

namespace Millrace.Tracking.Metrics;

/// <summary>Writes metric points, and keeps the latest value of each key beside them.</summary>
internal static class MetricWriter
{
    private const string InsertPoint =
        """
        INSERT INTO metrics (tenant, run_id, key, step, timestamp_ms, value, is_nan)
        VALUES (@tenant, @run, @key, @step, @timestamp, @value, @isNaN) ON CONFLICT DO NOTHING
        """;

    // The greatest step counts, then the latest time, then the greater value: MLflow's order.
    private const string UpsertLatest =
        """
        INSERT INTO latest_metrics (tenant, run_id, key, step, timestamp_ms, value, is_nan)
        VALUES (@tenant, @run, @key, @step, @timestamp, @value, @isNaN)
        ON CONFLICT (tenant, run_id, key) DO UPDATE SET
            step = excluded.step, timestamp_ms = excluded.timestamp_ms, value = excluded.value, is_nan = excluded.is_nan
        WHERE (excluded.step, excluded.timestamp_ms, excluded.value) > (latest_metrics.step, latest_metrics.timestamp_ms, latest_metrics.value)
        """;

    public static void Write(DbTransaction transaction, string tenant, RunId run, IReadOnlyList<MetricPoint> points)
    {
        if (points.Count == 0)
        {
            return;
        }

        WriteEach(transaction, InsertPoint, tenant, run, points);
        WriteEach(transaction, UpsertLatest, tenant, run, points
            .GroupBy(point => point.Key, StringComparer.Ordinal)
            .Select(ofKey => ofKey.MaxBy(point => (point.Step, point.TimestampMs, Stored(point.Value)))!));
    }

    /// <summary>The number in the table: NaN has none in SQLite, so it is 0 with a flag.</summary>
    public static double Stored(double value) => double.IsNaN(value) ? 0 : value;

    // One prepared statement for thousands of rows: a statement with thousands of parameters is slower to bind.
    private static void WriteEach(DbTransaction transaction, string sql, string tenant, RunId run, IEnumerable<MetricPoint> points)
    {
        using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        Add(command, "tenant", tenant);
        Add(command, "run", run.ToString());
        var key = Add(command, "key", "");
        var step = Add(command, "step", 0L);
        var timestamp = Add(command, "timestamp", 0L);
        var value = Add(command, "value", 0.0);
        var isNaN = Add(command, "isNaN", 0);
        command.Prepare();
        foreach (var point in points)
        {
            key.Value = point.Key;
            step.Value = point.Step;
            timestamp.Value = point.TimestampMs;
            value.Value = Stored(point.Value);
            isNaN.Value = double.IsNaN(point.Value) ? 1 : 0;
            command.ExecuteNonQuery();
        }
    }

    private static DbParameter Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
        return parameter;
    }
}
