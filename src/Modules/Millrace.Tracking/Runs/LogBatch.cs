using System.Text.Json.Serialization;
using Millrace.Kernel.Problems;
using Millrace.Mlflow.Requests;
using Millrace.Mlflow.Responses;
using Millrace.Mlflow.Routes;
using Millrace.Tracking.Contracts;
using Millrace.Tracking.Wire;

namespace Millrace.Tracking.Runs;

/// <summary><c>runs/log-batch</c></summary>
internal sealed class LogBatch(RunStore runs)
{
    internal sealed record Request(
        string? RunId, string? RunUuid, [property: JsonConverter(typeof(MetricEntries))] IReadOnlyList<MetricEntry>? Metrics,
        IReadOnlyList<TagEntry>? Params, IReadOnlyList<TagEntry>? Tags) : IRunRequest;

    public void Map(MlflowRoutes routes) =>
        routes.Post("/mlflow/runs/log-batch", TrackingJson.Default.LogBatchRequest, TrackingJson.Default.Nothing, HandleAsync);

    private async Task<Outcome<Empty>> HandleAsync(MlflowCall<Request> call)
    {
        var run = call.Body.MustNameRun();
        if (call.Http.Request.ContentLength is { } bytes and > RunLimits.MostBatchBytes)
        {
            return TrackingProblems.BatchTooLarge(bytes);
        }

        var (metrics, texts, tags) = (call.Body.Metrics ?? [], call.Body.Params ?? [], call.Body.Tags ?? []);
        var problems = Missing(metrics, texts, tags).ToList();
        problems.AddRange(TooMany(metrics.Count, texts.Count, tags.Count));
        if (problems.Count > 0)
        {
            return Outcome<Empty>.Failed(problems);
        }

        var entries = Entries(metrics, texts, tags);
        problems.AddRange(RunLimits.Check(entries));
        problems.AddRange(Twice(entries.Params));
        return problems.Count > 0
            ? Outcome<Empty>.Failed(problems)
            : (await runs.LogAsync(run, entries, call.Aborted).ConfigureAwait(false)).Map(_ => Empty.Value);
    }

    private static IEnumerable<Problem> Missing(IReadOnlyList<MetricEntry> metrics, IReadOnlyList<TagEntry> texts, IReadOnlyList<TagEntry> tags)
    {
        for (var i = 0; i < metrics.Count; i++)
        {
            var metric = metrics[i];
            var missing = string.IsNullOrEmpty(metric.Key) ? "key" : metric.Value is null ? "value" : metric.Timestamp is null ? "timestamp" : null;
            if (missing is not null)
            {
                yield return TrackingProblems.ParameterMissing($"metrics[{i}].{missing}");
            }
        }

        foreach (var (what, entries) in new[] { ("params", texts), ("tags", tags) })
        {
            for (var i = 0; i < entries.Count; i++)
            {
                if (string.IsNullOrEmpty(entries[i].Key))
                {
                    yield return TrackingProblems.ParameterMissing($"{what}[{i}].key");
                }
            }
        }
    }

    private static IEnumerable<Problem> TooMany(int metrics, int texts, int tags)
    {
        foreach (var (what, count, most) in new[]
        {
            ("metrics", metrics, RunLimits.MostMetrics),
            ("params", texts, RunLimits.MostTexts),
            ("tags", tags, RunLimits.MostTexts),
            ("metrics, params, and tags", metrics + texts + tags, RunLimits.MostEntries),
        })
        {
            if (count > most)
            {
                yield return TrackingProblems.BatchTooMany(what, count, most);
            }
        }
    }

    private static IEnumerable<Problem> Twice(IReadOnlyList<KeyValuePair<string, string>> texts) => texts
        .GroupBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(of => of.Select(pair => pair.Value).Distinct(StringComparer.Ordinal).Take(2).ToList() is [var first, var second]
            ? TrackingProblems.ParamTwice(of.Key, first, second)
            : null)
        .OfType<Problem>();

    private static LogEntries Entries(IReadOnlyList<MetricEntry> metrics, IReadOnlyList<TagEntry> texts, IReadOnlyList<TagEntry> tags)
    {
        var points = new MetricPoint[metrics.Count];
        List<ModelMetric>? ofModels = null;
        for (var i = 0; i < points.Length; i++)
        {
            var metric = metrics[i];
            points[i] = new MetricPoint(metric.Key!, metric.Value!.Value, metric.Timestamp!.Value, metric.Step);
            if (!string.IsNullOrEmpty(metric.ModelId))
            {
                (ofModels ??= []).Add(new ModelMetric(points[i], metric.ModelId, metric.DatasetName ?? "", metric.DatasetDigest ?? ""));
            }
        }

        return new LogEntries
        {
            Metrics = points,
            Params = [.. texts.Pairs().Select(pair => KeyValuePair.Create(pair.Key, RunLimits.Shortened(pair.Value, RunLimits.MaxParamLength)))],
            Tags = [.. tags.Pairs().Select(pair => KeyValuePair.Create(pair.Key, RunLimits.Shortened(pair.Value, RunLimits.MaxTagLength)))],
            ModelMetrics = ofModels ?? [],
        };
    }
}
