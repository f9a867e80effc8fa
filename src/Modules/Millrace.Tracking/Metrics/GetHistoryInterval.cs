using System.ComponentModel.DataAnnotations;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Tables;
using Millrace.Mlflow.Requests;
using Millrace.Mlflow.Routes;
using Millrace.Tracking.Wire;

namespace Millrace.Tracking.Metrics;

/// <summary><c>metrics/get-history-bulk-interval</c>: one metric of many runs, thinned so that its extremes survive.</summary>
internal sealed class GetHistoryInterval(ITables tables, MetricHistory history)
{
    private const int MostRuns = 500;
    private const int MostPoints = 2500;

    // Readers do not wait for each other; more of them than cores only take memory.
    private static readonly int Readers = Math.Clamp(Environment.ProcessorCount, 1, 8);

    internal sealed record Request(
        [property: Required] IReadOnlyList<string>? RunIds, [property: Required] string? MetricKey, long? StartStep, long? EndStep, int? MaxResults);

    /// <summary>Maps it for MLflow's pages, and as a POST for more runs than an address has room for.</summary>
    public void Map(MlflowRoutes routes)
    {
        foreach (var version in new[] { MlflowRoutes.Version2, "2.11" })
        {
            routes.Get(
                "/mlflow/metrics/get-history-bulk-interval", TrackingJson.Default.GetHistoryIntervalRequest, TrackingJson.Default.HistoryAnswer, HandleAsync, version);
            routes.Post(
                "/mlflow/metrics/get-history-bulk-interval", TrackingJson.Default.GetHistoryIntervalRequest, TrackingJson.Default.HistoryAnswer, HandleAsync, version);
        }
    }

    private async Task<Outcome<HistoryAnswer>> HandleAsync(MlflowCall<Request> call)
    {
        var body = call.Body;
        var most = body.MaxResults ?? MostPoints;
        var problems = Check(body, most).ToList();
        if (problems.Count > 0)
        {
            return Outcome<HistoryAnswer>.Failed(problems);
        }

        var range = body.StartStep is { } start ? new StepRange(start, body.EndStep!.Value) : StepRange.All;
        var series = new (string? Run, IReadOnlyList<HistoryPoint> Points)[body.RunIds!.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, series.Length),
            new ParallelOptions { MaxDegreeOfParallelism = Readers, CancellationToken = call.Aborted },
            async (i, ct) => series[i] = (body.RunIds[i], await ReadAsync(body.RunIds[i], body.MetricKey!, range, most, ct).ConfigureAwait(false)))
            .ConfigureAwait(false);
        return new HistoryAnswer(body.MetricKey!, series, null);
    }

    private async Task<List<HistoryPoint>> ReadAsync(string run, string key, StepRange range, int most, CancellationToken ct)
    {
        var connection = await tables.OpenReadAsync(ct).ConfigureAwait(false);
        await using var owned = connection.ConfigureAwait(false);
        var number = await history.NumberOfAsync(connection, run, ct).ConfigureAwait(false)
            ?? throw new ProblemException(TrackingProblems.RunNotFound(run));
        var points = await history.ReadAsync(connection, number, key, range, long.MaxValue, ct).ConfigureAwait(false);
        return Thinning.Thin(points, Math.Max(most, Thinning.Least));
    }

    private static IEnumerable<Problem> Check(Request body, int most)
    {
        if (body.RunIds!.Count is 0 or > MostRuns)
        {
            yield return TrackingProblems.HistoryRuns("GetMetricHistoryBulkInterval", "run_ids", body.RunIds.Count, MostRuns);
        }

        if (most is < 1 or > MostPoints)
        {
            yield return TrackingProblems.ParameterInvalid("max_results", $"{most}", $"max_results must be between 1 and {MostPoints}.");
        }

        if (body.StartStep is null != body.EndStep is null)
        {
            yield return TrackingProblems.ParameterMissing(body.StartStep is null ? "start_step" : "end_step");
        }

        if (body.StartStep > body.EndStep)
        {
            yield return TrackingProblems.ParameterInvalid(
                "end_step", $"{body.EndStep}", $"end_step must be greater than start_step. Found start_step={body.StartStep} and end_step={body.EndStep}.");
        }
    }
}
