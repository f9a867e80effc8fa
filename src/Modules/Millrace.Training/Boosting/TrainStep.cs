using System.Globalization;
using System.Text.Json;
using Millrace.Features.Contracts;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Jobs;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Steps;
using Millrace.Tracking.Contracts;
using Millrace.Training.Contracts;
using Millrace.Training.Runs;

namespace Millrace.Training.Boosting;

/// <summary><c>training.train</c>: has a worker process train, and follows it into tracking.</summary>
internal sealed class TrainStep(IJobs jobs, ITracking tracking, TrainingLedger ledger, string sourceFolder, TimeProvider clock) : IStep
{
    /// <inheritdoc/>
    public string Kind => "training.train";

    /// <inheritdoc/>
    public int CodeVersion => 1;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Inputs { get; } = new Dictionary<string, string>
    {
        ["training_set"] = TrainingSet.ArtifactType,
        ["feature_set"] = FeatureSet.ArtifactType,
        ["split"] = DataSplit.ArtifactType,
    };

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Outputs { get; } =
        new Dictionary<string, string> { ["model"] = TrainedModel.ArtifactType };

    /// <inheritdoc/>
    public async Task<Outcome<StepResult>> RunAsync(StepContext context, CancellationToken ct)
    {
        var spec = context.Read<TrainSpec>();
        var set = await context.InputAsync<TrainingSet>("training_set", ct).ConfigureAwait(false);
        var features = await context.InputAsync<FeatureSet>("feature_set", ct).ConfigureAwait(false);
        var split = await context.InputAsync<DataSplit>("split", ct).ConfigureAwait(false);
        var problems = TrainSpecRules.Check(spec).Concat(Preprocessing.TransformRules.Check(
            spec.Preprocessing, features.Features.ToDictionary(feature => feature.Name, feature => feature.Type, StringComparer.Ordinal))).ToList();
        if (problems.Count > 0)
        {
            return Outcome<StepResult>.Failed(problems);
        }

        var git = await GitState.ReadAsync(sourceFolder, ct).ConfigureAwait(false);
        var tracker = new TrainingTracker(tracking, ledger, context, spec, git, clock);
        try
        {
            await tracker.BeginAsync(set, split, ct).ConfigureAwait(false);
            var job = TrainingJobs.Spec(context, new TrainingWork(spec, features.Features, split.Parts["train"], split.Parts["validation"]), set);
            return await FollowAsync(job, context, spec, split, tracker, ct).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The token that stopped the training must not stop the record of it.
            await tracker.AbandonAsync(RunStatus.Killed, [], CancellationToken.None).ConfigureAwait(false);
            throw;
        }
        catch (ProblemException expected)
        {
            return Outcome<StepResult>.Failed(expected.Problems);
        }
    }

    private async Task<Outcome<StepResult>> FollowAsync(
        JobSpec job, StepContext context, TrainSpec spec, DataSplit split, TrainingTracker tracker, CancellationToken ct)
    {
        var status = await WatchAsync(job, context, tracker, ct).ConfigureAwait(false);
        if (status.State != JobState.Succeeded)
        {
            await tracker.AbandonAsync(status.State == JobState.Cancelled ? RunStatus.Killed : RunStatus.Failed, status.Problems, ct).ConfigureAwait(false);
            return Outcome<StepResult>.Failed(status.Problems);
        }

        var result = JsonSerializer.Deserialize<TrainingWorkResult>(status.ResultJson!, CanonicalJson.Options)!;
        var model = TrainingJobs.Model(context, spec, split, result) with { RunId = tracker.Candidate };
        var stored = await context.StoreAsync(model, ct).ConfigureAwait(false);
        var document = new BlobRef(stored.Digest, CanonicalJson.Serialize(model).Length);
        await tracker.FinishAsync(model, document, result, ct).ConfigureAwait(false);
        return new StepResult(new Dictionary<string, ArtifactRef> { ["model"] = stored }, [], Summary(model))
        {
            WorkerPeakMemoryBytes = status.PeakMemoryBytes,
        };
    }

    private async Task<JobStatus> WatchAsync(JobSpec job, StepContext context, TrainingTracker tracker, CancellationToken ct)
    {
        // Whatever ends the watching ends the job: nobody would take its result.
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var id = await jobs.SubmitAsync(job, ct).ConfigureAwait(false);
        var ended = jobs.WaitAsync(id, watching.Token);
        try
        {
            await foreach (var json in jobs.FollowAsync(id, 0, ct).ConfigureAwait(false))
            {
                if (TrainingLine.Parse(json) is { } line)
                {
                    context.Progress(line.Share, line.Words);
                    await (line.Round is null ? Task.CompletedTask : tracker.RoundAsync(line.Trial, line.Round, ct)).ConfigureAwait(false);
                }
            }

            return await ended.ConfigureAwait(false);
        }
        catch
        {
            await watching.CancelAsync().ConfigureAwait(false);
            await ended.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
            throw;
        }
    }

    private static List<KeyValuePair<string, string>> Summary(TrainedModel model)
    {
        var best = model.Rounds[model.BestRound].Values;
        var facts = new List<KeyValuePair<string, string>>
        {
            new("rows", model.TrainRowCount.ToString("N0", CultureInfo.InvariantCulture)),
            new("rounds", string.Create(CultureInfo.InvariantCulture, $"{model.BestRound + 1} of {model.Rounds.Count}")),
            new("validation.roc_auc", best["validation.roc_auc"].ToString("F4", CultureInfo.InvariantCulture)),
            new("validation.log_loss", best["validation.log_loss"].ToString("F4", CultureInfo.InvariantCulture)),
            new("threshold", model.DecisionThreshold.ToString("F3", CultureInfo.InvariantCulture)),
        };
        if (model.Spec.ClassWeights != "none")
        {
            facts.Add(new("warning", "class weights spoil the calibration of probabilities; recalibrate, or set class_weights: none"));
        }

        return facts;
    }
}
