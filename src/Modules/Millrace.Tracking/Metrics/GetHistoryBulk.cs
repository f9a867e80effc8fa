using Millrace.Kernel.Problems;
using Millrace.Kernel.Tables;
using Millrace.Mlflow.Requests;
using Millrace.Mlflow.Routes;
using Millrace.Tracking.Wire;

namespace Millrace.Tracking.Metrics;

/// <summary><c>metrics/get-history-bulk</c>: one metric of up to a hundred runs, which MLflow's pages draw.</summary>
internal sealed class GetHistoryBulk(ITables tables, MetricHistory history)
{
    private const int MostRuns = 100;
    private const int MostPoints = 25_000;

    internal sealed record Request(IReadOnlyList<string>? RunId, string? MetricKey, int? MaxResults);

    public void Map(MlflowRoutes routes) =>
        routes.Get("/mlflow/metrics/get-history-bulk", TrackingJson.Default.GetHistoryBulkRequest, TrackingJson.Default.HistoryAnswer, HandleAsync);

    private async Task<Outcome<HistoryAnswer>> HandleAsync(MlflowCall<Request> call)
    {
        var runs = call.Body.RunId ?? [];
        if (runs.Count is 0 or > MostRuns)
        {
            return TrackingProblems.HistoryRuns("GetMetricHistoryBulk", "run_id", runs.Count, MostRuns);
        }

        if (string.IsNullOrEmpty(call.Body.MetricKey))
        {
            return TrackingProblems.ParameterMissing("metric_key");
        }

        var left = (int)Math.Clamp(call.Body.MaxResults ?? MostPoints, 0L, MostPoints);
        var connection = await tables.OpenReadAsync(call.Aborted).ConfigureAwait(false);
        await using var owned = connection.ConfigureAwait(false);
        List<(string? Run, IReadOnlyList<HistoryPoint> Points)> series = [];
        foreach (var run in runs.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).TakeWhile(_ => left > 0))
        {
            if (await history.NumberOfAsync(connection, run, call.Aborted).ConfigureAwait(false) is { } number)
            {
                var points = await history.ReadAsync(connection, number, call.Body.MetricKey, StepRange.All, long.MaxValue, call.Aborted).ConfigureAwait(false);
                points.Sort(HistoryPoint.ByTime);
                series.Add((run, points.Count <= left ? points : points.GetRange(0, left)));
                left -= Math.Min(left, points.Count);
            }
        }

        return new HistoryAnswer(call.Body.MetricKey, series, null);
    }
}
