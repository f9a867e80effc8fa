using System.Diagnostics;
using System.Text.Json;
using Millrace.Data.Contracts;
using Millrace.DuckDb;
using Millrace.Workflows.Contracts;

namespace Millrace.Server.Composition;

/// <summary>Measures the deployed model on real requests: the newest rows of its dataset, one after the other, in this
/// process and on one core, without HTTP.</summary>
internal static class LatencyProbe
{
    private const int RequestCount = 2000;
    private const int WarmUpCount = 500;

    /// <summary>The measurement; null when nothing is deployed or its rows are gone.</summary>
    public static async Task<LatencyFacts?> MeasureAsync(MillraceApp app, RunArtifacts artifacts, CancellationToken ct)
    {
        if (artifacts is not { Deployment: { } deployment, Dataset: { } dataset, FeatureSet: { } features })
        {
            return null;
        }

        var requests = await RequestsAsync(app, dataset, [.. features.RequestFields.Select(field => field.Name)], ct).ConfigureAwait(false);
        using var endpoints = app.LoadEndpoints();
        await endpoints.RefreshAsync(ct).ConfigureAwait(false);
        if (requests.Count == 0 || !endpoints.Names.Contains(deployment.Endpoint))
        {
            return null;
        }

        var times = new List<double>(RequestCount);
        for (var i = 0; i < WarmUpCount + RequestCount; i++)
        {
            var began = Stopwatch.GetTimestamp();
            var answer = endpoints.Predict(deployment.Endpoint, requests[i % requests.Count]);
            if (answer.IsOk && i >= WarmUpCount)
            {
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        }

        times.Sort();
        return times.Count == 0
            ? null
            : new LatencyFacts(
                times[times.Count / 2], times[(int)(times.Count * 0.99)], 1000 / times.Average(), times.Count,
                "features and model in process, one core, newest rows of the dataset, without HTTP");
    }

    private static async Task<List<JsonElement>> RequestsAsync(
        MillraceApp app, DatasetVersion dataset, IReadOnlyList<string> fields, CancellationToken ct)
    {
        using var database = DuckDatabase.Open(null, new DuckDbOptions { Threads = 1, MemoryLimitBytes = app.Budget.DuckDbMemoryBytes });
        using var connection = database.Connect();
        var from = await DatasetSql.FromAsync(dataset, app.Blobs, ct).ConfigureAwait(false);
        var columns = string.Join(", ", fields.Select(field => $"{DuckSql.QuoteIdentifier(field)} := {Value(dataset, field)}"));
        var rows = connection.Rows(
            $"SELECT CAST(to_json(struct_pack({columns})) AS VARCHAR) FROM {from} OFFSET {Math.Max(0, dataset.RowCount - RequestCount)}");
        return [.. rows.Select(row => JsonSerializer.Deserialize<JsonElement>((string)row[0]!))];
    }

    private static string Value(DatasetVersion dataset, string field)
    {
        var quoted = DuckSql.QuoteIdentifier(field);
        var isMoment = dataset.Columns.Any(column => column.Name == field && column.Type.StartsWith("timestamp", StringComparison.OrdinalIgnoreCase));
        return isMoment ? $"strftime({quoted}, '%Y-%m-%dT%H:%M:%S.%f')" : quoted;
    }
}
