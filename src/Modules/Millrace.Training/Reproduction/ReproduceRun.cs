using System.Globalization;
using System.Text.Json;
using Millrace.Features.Contracts;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Jobs;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Resources;
using Millrace.Tracking.Contracts;
using Millrace.Training.Boosting;
using Millrace.Training.Contracts;
using Millrace.Training.Runs;

namespace Millrace.Training.Reproduction;

/// <summary>Submits a recorded training once more, under a key of its own, and compares what comes out.</summary>
internal sealed class ReproduceRun(IJobs jobs, ITracking tracking, IBlobStore blobs, ResourceBudget budget, TimeProvider clock) : IReproduction
{
    /// <inheritdoc/>
    public async Task<Outcome<ReproductionReport>> ReproduceAsync(RunId run, Action<double?, string> progress, CancellationToken ct)
    {
        var found = await tracking.GetAsync(run, ct).ConfigureAwait(false);
        if (!found.IsOk)
        {
            return found.As<ReproductionReport>();
        }

        var document = found.Value.Artifacts.FirstOrDefault(artifact => artifact.Path == TrainingTracker.ModelDocument);
        if (document is null)
        {
            return ReproductionProblems.NoCandidate(run, found.Value.Name);
        }

        try
        {
            var model = await blobs.GetJsonAsync<TrainedModel>(document.Digest, ct).ConfigureAwait(false);
            var spec = await JobAsync(run, model, ct).ConfigureAwait(false);
            var status = await FollowAsync(spec, progress, ct).ConfigureAwait(false);
            return status.State == JobState.Succeeded
                ? Compare(found.Value, model, JsonSerializer.Deserialize<TrainingWorkResult>(status.ResultJson!, CanonicalJson.Options)!, status)
                : Outcome<ReproductionReport>.Failed(status.Problems);
        }
        catch (BlobNotFoundException missing)
        {
            return ReproductionProblems.InputMissing(run, missing.Digest);
        }
    }

    private async Task<JobSpec> JobAsync(RunId run, TrainedModel model, CancellationToken ct)
    {
        var set = await blobs.GetJsonAsync<TrainingSet>(model.TrainingSet, ct).ConfigureAwait(false);
        var split = await blobs.GetJsonAsync<DataSplit>(model.Split, ct).ConfigureAwait(false);
        var features = await blobs.GetJsonAsync<FeatureSet>(model.FeatureSet, ct).ConfigureAwait(false);
        if (!await blobs.ExistsAsync(set.File.Digest, ct).ConfigureAwait(false))
        {
            throw new BlobNotFoundException(set.File.Digest);
        }

        var work = new TrainingWork(model.Spec, features.Features, split.Parts["train"], split.Parts["validation"]);

        // A key that was never used: a finished job of the same work must not answer in its place.
        var key = string.Create(CultureInfo.InvariantCulture, $"reproduce/{run}/{clock.GetUtcNow().UtcTicks}");
        return TrainingJobs.Spec(work, set.File, budget with { Threads = model.Threads }, key);
    }

    private async Task<JobStatus> FollowAsync(JobSpec spec, Action<double?, string> progress, CancellationToken ct)
    {
        var id = await jobs.SubmitAsync(spec, ct).ConfigureAwait(false);
        try
        {
            await foreach (var json in jobs.FollowAsync(id, 0, ct).ConfigureAwait(false))
            {
                if (TrainingLine.Parse(json) is { } line)
                {
                    progress(line.Share, line.Words);
                }
            }
        }
        catch (OperationCanceledException)
        {
            await jobs.CancelAsync(id, CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        return await jobs.WaitAsync(id, ct).ConfigureAwait(false);
    }

    private static ReproductionReport Compare(RunView original, TrainedModel model, TrainingWorkResult again, JobStatus status)
    {
        var best = model.Rounds[model.BestRound].Values;
        var bestAgain = again.Rounds[again.BestRound].Values;
        IEnumerable<ReproducedMetric> metrics = best.Keys.Union(bestAgain.Keys).Order(StringComparer.Ordinal)
            .Select(name => new ReproducedMetric(name, best.GetValueOrDefault(name, double.NaN), bestAgain.GetValueOrDefault(name, double.NaN)));
        return new ReproductionReport(
            model.RunId,
            [
                new("booster", model.Booster.Digest, again.Booster.Digest),
                new("model.onnx", model.Onnx.Digest, again.Onnx.Digest),
                new("preprocessing.onnx", model.Preprocessing.Digest, again.Preprocessing.Digest),
                .. model.Baselines.Zip(again.Baselines).Where(pair => pair.First.Model is not null || pair.Second.Model is not null)
                    .Select(pair => new ReproducedFile($"baseline {pair.First.Name}", pair.First.Model?.Digest, pair.Second.Model?.Digest)),
            ],
            [
                new("best_round", model.BestRound, again.BestRound),
                .. metrics,
                new("decision_threshold", model.DecisionThreshold, again.DecisionThreshold),
                .. model.Baselines.Zip(again.Baselines).Select(pair => new ReproducedMetric(
                    $"decision_threshold of {pair.First.Name}", pair.First.DecisionThreshold, pair.Second.DecisionThreshold)),
            ],
            Differences(original, again),
            status.PeakMemoryBytes);
    }

    private static List<EnvironmentDifference> Differences(RunView original, TrainingWorkResult again)
    {
        var now = RunFacts.Environment(again.Environment, again.Threads);
        return [.. now.Keys.Order(StringComparer.Ordinal)
            .Select(key => new EnvironmentDifference(key[RunFacts.EnvironmentPrefix.Length..], original.Tags.GetValueOrDefault(key, ""), now[key]))
            .Where(difference => difference.Original != difference.Now)];
    }
}
