using System.ComponentModel.DataAnnotations;
using Millrace.Kernel.Problems;
using Millrace.Mlflow.Requests;
using Millrace.Mlflow.Responses;
using Millrace.Mlflow.Routes;
using Millrace.Tracking.Contracts;
using Millrace.Tracking.Wire;

namespace Millrace.Tracking.Runs;

/// <summary><c>runs/log-metric</c></summary>
internal sealed class LogMetric(RunStore runs)
{
    internal sealed record Request(
        string? RunId, string? RunUuid, [property: Required] string? Key, [property: Required] double? Value, [property: Required] long? Timestamp,
        long? Step, string? ModelId, string? DatasetName, string? DatasetDigest) : IRunRequest;

    public void Map(MlflowRoutes routes) =>
        routes.Post("/mlflow/runs/log-metric", TrackingJson.Default.LogMetricRequest, TrackingJson.Default.Nothing, HandleAsync);

    private async Task<Outcome<Empty>> HandleAsync(MlflowCall<Request> call)
    {
        var body = call.Body;
        var point = new MetricPoint(body.Key!, body.Value!.Value, body.Timestamp!.Value, body.Step ?? 0);
        var entries = new LogEntries
        {
            IsSingle = true,
            Metrics = [point],
            ModelMetrics = string.IsNullOrEmpty(body.ModelId) ? [] : [new ModelMetric(point, body.ModelId, body.DatasetName ?? "", body.DatasetDigest ?? "")],
        };
        var run = body.MustNameRun();
        return RunLimits.Check(entries) is { Count: > 0 } problems
            ? Outcome<Empty>.Failed(problems)
            : (await runs.LogAsync(run, entries, call.Aborted).ConfigureAwait(false)).Map(_ => Empty.Value);
    }
}
