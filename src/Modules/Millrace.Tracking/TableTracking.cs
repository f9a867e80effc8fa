using Millrace.Kernel.Blobs;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Tables;
using Millrace.Mlflow.Search;
using Millrace.Mlflow.Search.Vocabulary;
using Millrace.Tracking.Artifacts;
using Millrace.Tracking.Contracts;
using Millrace.Tracking.Experiments;
using Millrace.Tracking.Metrics;
using Millrace.Tracking.Runs;
using Millrace.Tracking.Storage;

namespace Millrace.Tracking;

/// <summary>Tracking over tables: checks what it is given, then writes each call in one queued write.</summary>
internal sealed class TableTracking(
    ITables tables, ExperimentStore experiments, ExperimentReader experimentReader, RunStore runs, RunReader reader, RunSearch search, MetricHistory history,
    TimeProvider clock) : ITracking
{
    public async Task<Outcome<ExperimentId>> GetOrCreateExperimentAsync(string name, CancellationToken ct) => RunLimits.IsExperimentName(name)
        ? await experiments.GetOrCreateAsync(name, ct).ConfigureAwait(false)
        : TrackingProblems.NameInvalid("an experiment", name);

    public Task<IReadOnlyList<ExperimentView>> ListExperimentsAsync(CancellationToken ct) => experimentReader.ListAsync(ct);

    public async Task<Outcome<Done>> CreateRunAsync(NewRun run, CancellationToken ct)
    {
        var entries = LogEntries.Of(new RunBatch { Params = run.Params, Tags = MlflowTags.Of(run) });
        var problems = RunLimits.Check(entries);
        if (!RunLimits.IsName(run.Name))
        {
            problems.Add(TrackingProblems.NameInvalid("a run", run.Name));
        }

        return problems.Count > 0 ? Outcome<Done>.Failed(problems) : await tables.TryWriteAsync(
            transaction =>
            {
                var id = run.RunId.ToString();
                if (runs.Find(transaction, id) is { } there && there.Experiment != run.Experiment.Value)
                {
                    throw new ProblemException(TrackingProblems.RunElsewhere(run.RunId, run.Experiment));
                }

                var (experiment, _, location) = experiments.MustBeActive(transaction, run.Experiment.ToString());
                var row = new NewRunRow(run.RunId, experiment, location, run.Name, clock.GetUtcNow().ToUnixTimeMilliseconds())
                {
                    Parent = run.ParentRunId?.ToString(),
                    User = run.User,
                    Source = run.Source,
                    GitCommit = run.GitCommit,
                    GitIsDirty = run.GitIsDirty,
                };
                runs.Log(transaction, id, runs.Begin(transaction, row), entries);
            },
            ct).ConfigureAwait(false);
    }

    public async Task<Outcome<Done>> LogBatchAsync(RunId run, RunBatch batch, CancellationToken ct)
    {
        var entries = LogEntries.Of(batch);
        return RunLimits.Check(entries) is { Count: > 0 } problems
            ? Outcome<Done>.Failed(problems)
            : await runs.LogAsync(run.ToString(), entries, ct).ConfigureAwait(false);
    }

    public Task<Outcome<Done>> SetTagAsync(RunId run, string key, string value, CancellationToken ct) =>
        LogBatchAsync(run, new RunBatch { Tags = new Dictionary<string, string> { [key] = value } }, ct);

    public async Task<Outcome<Done>> EndRunAsync(RunId run, RunStatus status, CancellationToken ct) => status is RunStatus.Running or RunStatus.Scheduled
        ? TrackingProblems.StatusInvalid(status)
        : await runs.ChangeAsync(run.ToString(), (transaction, number) => runs.End(transaction, number, status), ct).ConfigureAwait(false);

    public async Task<Outcome<Done>> LogArtifactAsync(RunId run, string path, BlobRef blob, CancellationToken ct)
    {
        var parsed = ArtifactPath.Parse(path);
        return parsed.IsOk && (parsed.Value.IsRoot || parsed.Value.Value != path) ? ArtifactProblems.PathInvalid(path)
            : parsed.IsOk ? await runs.ChangeAsync(run.ToString(), (transaction, number) => runs.AddArtifact(transaction, number, parsed.Value, blob), ct).ConfigureAwait(false)
            : parsed.As<Done>();
    }

    public Task<Outcome<Done>> LogInputAsync(RunId run, RunDataset dataset, CancellationToken ct) =>
        runs.ChangeAsync(run.ToString(), (transaction, number) => runs.AddInput(transaction, run, number, dataset), ct);

    public async Task<Outcome<RunView>> GetAsync(RunId run, CancellationToken ct) =>
        await reader.FindViewAsync(run, ct).ConfigureAwait(false) is { } view ? view : TrackingProblems.RunNotFound(run);

    public async Task<Outcome<IReadOnlyList<RunView>>> SearchAsync(RunQuery query, CancellationToken ct)
    {
        if (query.Limit is < 1 or > RunQuery.MaxLimit || query.Offset < 0)
        {
            return TrackingProblems.LimitOutOfRange(query);
        }

        if (RunOrder.Clause(query) is not { } order)
        {
            return TrackingProblems.OrderUnknown(query.OrderBy);
        }

        var parsed = SearchQuery.Parse(SearchVocabulary.Runs, query.Filter, [order]);
        return parsed.IsOk
            ? Outcome.Ok<IReadOnlyList<RunView>>((await search.FindAsync(RunScope.Of(query), parsed.Value, query.Limit, query.Offset, ct).ConfigureAwait(false))
                .ConvertAll(run => run.ToView([], [])))
            : parsed.As<IReadOnlyList<RunView>>();
    }

    public async Task<Outcome<RunComparison>> CompareAsync(IReadOnlyList<RunId> compared, CancellationToken ct)
    {
        var views = new List<RunView>();
        var missing = new List<Problem>();
        foreach (var run in compared)
        {
            if (await reader.FindViewAsync(run, ct).ConfigureAwait(false) is { } view)
            {
                views.Add(view);
            }
            else
            {
                missing.Add(TrackingProblems.RunNotFound(run));
            }
        }

        return missing.Count > 0 ? Outcome<RunComparison>.Failed(missing)
            : views.Count == 0 ? TrackingProblems.NothingToCompare()
            : CompareRuns.Of(views);
    }

    public async Task<Outcome<RunDiff>> DiffAsync(RunId before, RunId after, CancellationToken ct) =>
        (await CompareAsync([before, after], ct).ConfigureAwait(false)).Map(compared => DiffRuns.Of(compared.Runs[0], compared.Runs[1]));

    public async Task<Outcome<IReadOnlyList<MetricPoint>>> MetricHistoryAsync(RunId run, string key, CancellationToken ct) =>
        await history.ReadAsync(run.ToString(), key, ct).ConfigureAwait(false) is { } points
            ? Outcome.Ok<IReadOnlyList<MetricPoint>>([.. points.Select(point => new MetricPoint(key, point.Value, point.TimestampMs, point.Step))])
            : TrackingProblems.RunNotFound(run);
}
