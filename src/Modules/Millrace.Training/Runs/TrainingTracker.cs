using System.Globalization;
using System.Text.Json.Nodes;
using Millrace.Features.Contracts;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Steps;
using Millrace.Tracking.Contracts;
using Millrace.Training.Boosting;
using Millrace.Training.Contracts;

namespace Millrace.Training.Runs;

/// <summary>Writes one training into tracking: a parent run and a child for the candidate, each trial and each baseline.</summary>
/// <remarks>Runs are begun again, not twice, when the step is repeated; a refusal of tracking ends the step with its problems.</remarks>
internal sealed class TrainingTracker(
    ITracking tracking, TrainingLedger ledger, StepContext context, TrainSpec spec, GitState? git, TimeProvider clock)
{
    /// <summary>Where a candidate's run keeps the document of its model.</summary>
    public const string ModelDocument = "model/trained-model.json";

    private readonly IReadOnlyList<IReadOnlyDictionary<string, double>> trials = SearchPlan.Trials(spec);
    private readonly HashSet<RunId> begunTrials = [];
    private readonly Dictionary<RunId, long> logged = [];
    private ExperimentId experiment;

    /// <summary>The candidate's run.</summary>
    public RunId Candidate { get; } = RunIds.Candidate(context.IdempotencyKey);

    private RunId Parent { get; } = RunIds.Parent(context.IdempotencyKey);

    /// <summary>Begins the runs and says so.</summary>
    public async Task BeginAsync(TrainingSet set, DataSplit split, CancellationToken ct)
    {
        experiment = Must(await tracking.GetOrCreateExperimentAsync(spec.Experiment, ct).ConfigureAwait(false));
        var tags = RunFacts.Tags(context, set);
        await CreateAsync(Parent, context.Workflow, null, [], tags, ct).ConfigureAwait(false);
        await CreateAsync(Candidate, "candidate", Parent, [], tags, ct).ConfigureAwait(false);
        foreach (var (part, rows) in split.Parts.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var source = string.Create(CultureInfo.InvariantCulture, $"split {context.Inputs["split"].Digest.Short}, {rows.RowCount} rows");
            Must(await tracking.LogInputAsync(
                Candidate,
                new RunDataset(context.Workflow, context.Inputs["training_set"].Digest.ToString(), "millrace-training-set", source, part == "train" ? "training" : part),
                ct).ConfigureAwait(false));
        }

        await ledger.BeginAsync(Candidate, context.PipelineRun, context.Workflow, ct).ConfigureAwait(false);
    }

    /// <summary>Logs a finished round once, however often it is told.</summary>
    public async Task RoundAsync(int trial, RoundMetrics round, CancellationToken ct)
    {
        var run = trials.Count > 1 ? await TrialRunAsync(trial, ct).ConfigureAwait(false) : Candidate;
        if (!logged.TryGetValue(run, out var last))
        {
            var key = round.Values.Keys.Order(StringComparer.Ordinal).First(name => name.StartsWith("validation.", StringComparison.Ordinal));
            var history = Must(await tracking.MetricHistoryAsync(run, key, ct).ConfigureAwait(false));
            last = history.Count == 0 ? -1 : history.Max(point => point.Step);
        }

        logged[run] = Math.Max(last, round.Round);
        if (round.Round > last)
        {
            await LogRoundsAsync(run, [round], ct).ConfigureAwait(false);
        }
    }

    /// <summary>Logs what came out, and ends the runs well.</summary>
    public async Task FinishAsync(TrainedModel model, BlobRef document, TrainingWorkResult result, CancellationToken ct)
    {
        foreach (var round in model.Rounds.Where(round => trials.Count > 1 || round.Round > logged.GetValueOrDefault(Candidate, -1)))
        {
            await LogRoundsAsync(Candidate, [round], ct).ConfigureAwait(false);
        }

        var facts = new RunBatch
        {
            Params = RunFacts.Params(spec, model.Parameters),
            Tags = RunFacts.Environment(result.Environment, result.Threads).Concat(
                [new("millrace.best_round", model.BestRound.ToString(CultureInfo.InvariantCulture)), new("millrace.decision_threshold", RunFacts.Text(model.DecisionThreshold))])
                .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal),
        };
        Must(await tracking.LogBatchAsync(Candidate, facts, ct).ConfigureAwait(false));
        Must(await tracking.LogArtifactAsync(Candidate, ModelDocument, document, ct).ConfigureAwait(false));
        Must(await tracking.LogArtifactAsync(Candidate, "model/model.onnx", model.Onnx, ct).ConfigureAwait(false));
        Must(await tracking.LogArtifactAsync(Candidate, "model/preprocessing.onnx", model.Preprocessing, ct).ConfigureAwait(false));
        Must(await tracking.LogArtifactAsync(Candidate, "model/booster.ubj", model.Booster, ct).ConfigureAwait(false));
        foreach (var baseline in model.Baselines)
        {
            await BaselineAsync(baseline, ct).ConfigureAwait(false);
        }

        foreach (var trial in model.Trials)
        {
            await FinishTrialAsync(trial, ct).ConfigureAwait(false);
        }

        await EndAsync(RunStatus.Finished, new JsonObject { ["bestRound"] = model.BestRound, ["model"] = model.Onnx.Digest.ToString() }, ct).ConfigureAwait(false);
    }

    /// <summary>Ends the runs after a failure or a stop.</summary>
    public Task AbandonAsync(RunStatus status, IReadOnlyList<Problem> problems, CancellationToken ct) =>
        EndAsync(status, new JsonObject { ["problems"] = new JsonArray([.. problems.Select(problem => (JsonNode)problem.ToString())]) }, ct);

    private async Task EndAsync(RunStatus status, JsonObject facts, CancellationToken ct)
    {
        Must(await tracking.EndRunAsync(Candidate, status, ct).ConfigureAwait(false));
        Must(await tracking.EndRunAsync(Parent, status, ct).ConfigureAwait(false));
        await ledger.EndAsync(Candidate, context.PipelineRun, status.ToString().ToLowerInvariant(), facts, ct).ConfigureAwait(false);
    }

    private async Task BaselineAsync(FittedBaseline baseline, CancellationToken ct)
    {
        var run = RunIds.Baseline(Candidate, baseline.Name);
        KeyValuePair<string, string>[] parameters =
        [
            new("baseline", baseline.Type),
            new("decision_threshold", RunFacts.Text(baseline.DecisionThreshold)),
            .. baseline.Prior is { } prior ? [new KeyValuePair<string, string>("prior", RunFacts.Text(prior))] : Array.Empty<KeyValuePair<string, string>>(),
        ];
        await CreateAsync(run, $"baseline {baseline.Name}", Parent, parameters, new Dictionary<string, string>(), ct).ConfigureAwait(false);
        if (baseline.Model is not null)
        {
            Must(await tracking.LogArtifactAsync(run, "model/model.onnx", baseline.Model, ct).ConfigureAwait(false));
        }

        Must(await tracking.EndRunAsync(run, RunStatus.Finished, ct).ConfigureAwait(false));
    }

    private async Task<RunId> TrialRunAsync(int trial, CancellationToken ct)
    {
        var run = RunIds.Trial(Candidate, trial);
        if (begunTrials.Add(run))
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"trial {trial + 1}");
            await CreateAsync(run, name, Parent, RunFacts.Params(spec, trials[trial]), new Dictionary<string, string>(), ct).ConfigureAwait(false);
        }

        return run;
    }

    private async Task FinishTrialAsync(TrialResult trial, CancellationToken ct)
    {
        var run = await TrialRunAsync(trial.Trial, ct).ConfigureAwait(false);
        var best = new MetricPoint($"best.{trial.Metric}", trial.Value, Now(), trial.BestRound);
        Must(await tracking.LogBatchAsync(run, new RunBatch { Metrics = [best] }, ct).ConfigureAwait(false));
        Must(await tracking.EndRunAsync(run, RunStatus.Finished, ct).ConfigureAwait(false));
    }

    private async Task LogRoundsAsync(RunId run, IReadOnlyList<RoundMetrics> rounds, CancellationToken ct)
    {
        var now = Now();
        var points = rounds.SelectMany(round => round.Values.Select(value => new MetricPoint(value.Key, value.Value, now, round.Round)));
        Must(await tracking.LogBatchAsync(run, new RunBatch { Metrics = [.. points] }, ct).ConfigureAwait(false));
    }

    private async Task CreateAsync(
        RunId run, string name, RunId? parent, IEnumerable<KeyValuePair<string, string>> parameters,
        IReadOnlyDictionary<string, string> tags, CancellationToken ct) =>
        Must(await tracking.CreateRunAsync(
            new NewRun(run, experiment, name)
            {
                ParentRunId = parent,
                User = System.Environment.UserName,
                Source = context.Workflow,
                GitCommit = git?.Commit,
                GitIsDirty = git?.IsDirty,
                Params = new Dictionary<string, string>(parameters, StringComparer.Ordinal),
                Tags = tags,
            },
            ct).ConfigureAwait(false));

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private static T Must<T>(Outcome<T> outcome) => outcome.IsOk ? outcome.Value : throw new ProblemException(outcome.Problems);
}
