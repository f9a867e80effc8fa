using System.Data.Common;
using Dapper;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Tables;
using Millrace.Tracking.Contracts;
using Millrace.Tracking.Experiments;
using Millrace.Tracking.Runs;

namespace Millrace.Tracking;

/// <summary>Tracking over tables: checks what it is given, then writes each call in one queued write.</summary>
internal sealed class TableTracking(
    ITables tables, ITenantAccessor tenant, ExperimentStore experiments, RunStore runs, RunReader reader) : ITracking
{
    public async Task<Outcome<ExperimentId>> GetOrCreateExperimentAsync(string name, CancellationToken ct) => RunLimits.IsName(name)
        ? await experiments.GetOrCreateAsync(name, ct).ConfigureAwait(false)
        : TrackingProblems.NameInvalid("an experiment", name);

    public Task<IReadOnlyList<ExperimentView>> ListExperimentsAsync(CancellationToken ct) => experiments.ListAsync(ct);

    public async Task<Outcome<Done>> CreateRunAsync(NewRun run, CancellationToken ct)
    {
        var batch = new RunBatch { Params = run.Params, Tags = MlflowTags.Of(run) };
        var problems = RunLimits.Check(batch).ToList();
        if (!RunLimits.IsName(run.Name))
        {
            problems.Add(TrackingProblems.NameInvalid("a run", run.Name));
        }

        return problems.Count > 0 ? Outcome<Done>.Failed(problems) : await WriteAsync(
            transaction =>
            {
                var there = runs.ExperimentOf(transaction, run.RunId);
                if (there is not null && there != run.Experiment)
                {
                    throw new ProblemException(TrackingProblems.RunElsewhere(run.RunId, run.Experiment));
                }

                if (!experiments.Exists(transaction, run.Experiment))
                {
                    throw new ProblemException(TrackingProblems.ExperimentNotFound(run.Experiment));
                }

                runs.Begin(transaction, run);
                runs.Log(transaction, run.RunId, batch);
            },
            ct).ConfigureAwait(false);
    }

    public async Task<Outcome<Done>> LogBatchAsync(RunId run, RunBatch batch, CancellationToken ct) =>
        RunLimits.Check(batch) is { Count: > 0 } problems
            ? Outcome<Done>.Failed(problems)
            : await WriteToAsync(run, transaction => runs.Log(transaction, run, batch), ct).ConfigureAwait(false);

    public Task<Outcome<Done>> SetTagAsync(RunId run, string key, string value, CancellationToken ct) =>
        LogBatchAsync(run, new RunBatch { Tags = new Dictionary<string, string> { [key] = value } }, ct);

    public async Task<Outcome<Done>> EndRunAsync(RunId run, RunStatus status, CancellationToken ct) => status == RunStatus.Running
        ? TrackingProblems.StatusInvalid(status)
        : await WriteToAsync(run, transaction => runs.End(transaction, run, status), ct).ConfigureAwait(false);

    public async Task<Outcome<Done>> LogArtifactAsync(RunId run, string path, BlobRef blob, CancellationToken ct) => RunLimits.IsPath(path)
        ? await WriteToAsync(run, transaction => runs.AddArtifact(transaction, run, path, blob), ct).ConfigureAwait(false)
        : TrackingProblems.PathInvalid(path);

    public Task<Outcome<Done>> LogInputAsync(RunId run, RunDataset dataset, CancellationToken ct) =>
        WriteToAsync(run, transaction => runs.AddInput(transaction, run, dataset), ct);

    public async Task<Outcome<RunView>> GetAsync(RunId run, CancellationToken ct) =>
        await reader.FindAsync(run, ct).ConfigureAwait(false) is { } view ? view : TrackingProblems.RunNotFound(run);

    public async Task<Outcome<IReadOnlyList<RunView>>> SearchAsync(RunQuery query, CancellationToken ct) =>
        query.Limit is < 1 or > RunQuery.MaxLimit || query.Offset < 0 ? TrackingProblems.LimitOutOfRange(query)
        : !RunOrder.IsKnown(query.OrderBy) ? TrackingProblems.OrderUnknown(query.OrderBy)
        : Outcome.Ok(await reader.SearchAsync(query, ct).ConfigureAwait(false));

    public async Task<Outcome<RunComparison>> CompareAsync(IReadOnlyList<RunId> compared, CancellationToken ct)
    {
        var views = new List<RunView>();
        var missing = new List<Problem>();
        foreach (var run in compared)
        {
            if (await reader.FindAsync(run, ct).ConfigureAwait(false) is { } view)
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

    public async Task<Outcome<IReadOnlyList<MetricPoint>>> MetricHistoryAsync(RunId run, string key, CancellationToken ct)
    {
        if (await reader.FindAsync(run, ct).ConfigureAwait(false) is null)
        {
            return TrackingProblems.RunNotFound(run);
        }

        var connection = await tables.OpenReadAsync(ct).ConfigureAwait(false);
        await using var owned = connection.ConfigureAwait(false);
        var rows = await connection.QueryAsync<(double Value, long TimestampMs, long Step, long IsNaN)>(new CommandDefinition(
            """
            SELECT value, timestamp_ms, step, is_nan FROM metrics
            WHERE tenant = @Tenant AND run_id = @Run AND key = @Key ORDER BY step, timestamp_ms, value
            """,
            new { Tenant = tenant.Current.Value, Run = run.ToString(), Key = key },
            cancellationToken: ct)).ConfigureAwait(false);
        return Outcome.Ok<IReadOnlyList<MetricPoint>>(
            [.. rows.Select(row => new MetricPoint(key, row.IsNaN != 0 ? double.NaN : row.Value, row.TimestampMs, row.Step))]);
    }

    private Task<Outcome<Done>> WriteToAsync(RunId run, Action<DbTransaction> work, CancellationToken ct) => WriteAsync(
        transaction =>
        {
            if (!runs.Exists(transaction, run))
            {
                throw new ProblemException(TrackingProblems.RunNotFound(run));
            }

            work(transaction);
        },
        ct);

    private async Task<Outcome<Done>> WriteAsync(Action<DbTransaction> work, CancellationToken ct)
    {
        try
        {
            await tables.WriteAsync(work, ct).ConfigureAwait(false);
            return Done.Value;
        }
        catch (ProblemException refused)
        {
            return Outcome<Done>.Failed(refused.Problems);
        }
    }
}
