using Millrace.Kernel.Blobs;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Steps;
using Millrace.Tracking.Contracts;
using Millrace.Training.Contracts;
using Millrace.Training.Runs;

namespace Millrace.Training.Evaluation;

/// <summary>Writes an evaluation into the runs of its training.</summary>
internal sealed class EvaluationTracker(ITracking tracking, TimeProvider clock)
{
    /// <summary>Logs metrics and files of the candidate, and the metrics of each baseline.</summary>
    public async Task<Outcome<Done>> LogAsync(TrainedModel model, EvaluationReport report, ArtifactRef document, long documentBytes, CancellationToken ct)
    {
        var candidate = Prefixed("test", report.Candidate.Metrics.ToDictionary(pair => pair.Key, pair => pair.Value.Value, StringComparer.Ordinal))
            .Concat(Prefixed("validation", report.Validation))
            .Concat(Prefixed("reference", report.ReferenceWindow))
            .Append(new("parity.largest_error", report.Parity.LargestError));
        var outcome = await LogAsync(model.RunId, candidate, model.Rounds.Count, ct).ConfigureAwait(false);
        foreach (var baseline in report.Baselines.TakeWhile(_ => outcome.IsOk))
        {
            var metrics = Prefixed("test", baseline.Metrics.ToDictionary(pair => pair.Key, pair => pair.Value.Value, StringComparer.Ordinal));
            outcome = await LogAsync(RunIds.Baseline(model.RunId, baseline.Name), metrics, 0, ct).ConfigureAwait(false);
        }

        if (outcome.IsOk)
        {
            outcome = await tracking.LogArtifactAsync(model.RunId, "evaluation/report.json", new BlobRef(document.Digest, documentBytes), ct).ConfigureAwait(false);
        }

        return outcome.IsOk
            ? await tracking.LogArtifactAsync(model.RunId, "evaluation/predictions.parquet", report.Predictions, ct).ConfigureAwait(false)
            : outcome;
    }

    // A step after the last round, so that the evaluation of the best round counts as the newest value.
    private Task<Outcome<Done>> LogAsync(RunId run, IEnumerable<KeyValuePair<string, double>> metrics, long step, CancellationToken ct)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return tracking.LogBatchAsync(
            run, new RunBatch { Metrics = [.. metrics.Select(metric => new MetricPoint(metric.Key, metric.Value, now, step))] }, ct);
    }

    private static IEnumerable<KeyValuePair<string, double>> Prefixed(string part, IReadOnlyDictionary<string, double> metrics) =>
        metrics.Select(metric => KeyValuePair.Create($"{part}.{metric.Key}", metric.Value));
}
