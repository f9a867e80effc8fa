using System.Data.Common;
using Dapper;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Tracking.Contracts;
using Millrace.Tracking.Metrics;

namespace Millrace.Tracking.Runs;

/// <summary>Writes runs, inside the caller's transaction.</summary>
internal sealed class RunStore(ITenantAccessor tenant, TimeProvider clock)
{
    private string Tenant => tenant.Current.Value;

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    public bool Exists(DbTransaction transaction, RunId run) => ExperimentOf(transaction, run) is not null;

    public ExperimentId? ExperimentOf(DbTransaction transaction, RunId run) => transaction.Connection!.QueryFirstOrDefault<long?>(
        "SELECT experiment_id FROM runs WHERE tenant = @Tenant AND run_id = @Run", new { Tenant, Run = run.ToString() }, transaction) is { } id
        ? new ExperimentId(id)
        : null;

    /// <summary>Adds the run, or sets it to running again.</summary>
    public void Begin(DbTransaction transaction, NewRun run) => transaction.Connection!.Execute(
        """
        INSERT INTO runs (tenant, run_id, experiment_id, name, status, start_time, lifecycle_stage, parent_run_id, user_id,
            source_name, source_version, source_is_dirty)
        VALUES (@Tenant, @Run, @Experiment, @Name, 'RUNNING', @Now, 'active', @Parent, @User, @Source, @GitCommit, @GitIsDirty)
        ON CONFLICT (tenant, run_id) DO UPDATE SET status = 'RUNNING', end_time = NULL
        """,
        new
        {
            Tenant,
            Run = run.RunId.ToString(),
            Experiment = run.Experiment.Value,
            run.Name,
            Now,
            Parent = run.ParentRunId?.ToString(),
            run.User,
            run.Source,
            run.GitCommit,
            GitIsDirty = run.GitIsDirty is { } isDirty ? (isDirty ? 1 : 0) : default(int?),
        },
        transaction);

    /// <summary>Logs what can be logged.</summary>
    /// <exception cref="ProblemException">A parameter has another value already; nothing of the batch is kept.</exception>
    public void Log(DbTransaction transaction, RunId run, RunBatch batch)
    {
        AddParams(transaction, run, batch.Params);
        SetTags(transaction, run, batch.Tags);
        MetricWriter.Write(transaction, Tenant, run, batch.Metrics);
    }

    public void End(DbTransaction transaction, RunId run, RunStatus status) => transaction.Connection!.Execute(
        "UPDATE runs SET status = @Status, end_time = @Now WHERE tenant = @Tenant AND run_id = @Run",
        new { Tenant, Run = run.ToString(), Status = status.ToString().ToUpperInvariant(), Now },
        transaction);

    public void AddArtifact(DbTransaction transaction, RunId run, string path, BlobRef blob) => transaction.Connection!.Execute(
        """
        INSERT INTO run_artifacts (tenant, run_id, path, digest, size_bytes) VALUES (@Tenant, @Run, @Path, @Digest, @SizeBytes)
        ON CONFLICT (tenant, run_id, path) DO UPDATE SET digest = excluded.digest, size_bytes = excluded.size_bytes
        """,
        new { Tenant, Run = run.ToString(), Path = path, Digest = blob.Digest.ToString(), blob.SizeBytes },
        transaction);

    public void AddInput(DbTransaction transaction, RunId run, RunDataset dataset) => transaction.Connection!.Execute(
        """
        INSERT INTO run_inputs (tenant, run_id, name, digest, context, source_type, source)
        VALUES (@Tenant, @Run, @Name, @Digest, @Context, @SourceType, @Source) ON CONFLICT DO NOTHING
        """,
        new { Tenant, Run = run.ToString(), dataset.Name, dataset.Digest, dataset.Context, dataset.SourceType, dataset.Source },
        transaction);

    private void AddParams(DbTransaction transaction, RunId run, IReadOnlyDictionary<string, string> added)
    {
        if (added.Count == 0)
        {
            return;
        }

        var known = transaction.Connection!.Query<(string Key, string Value)>(
            "SELECT key, value FROM params WHERE tenant = @Tenant AND run_id = @Run", new { Tenant, Run = run.ToString() }, transaction)
            .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        var changed = added.Where(pair => known.TryGetValue(pair.Key, out var old) && old != pair.Value)
            .Select(pair => TrackingProblems.ParamChanged(run, pair.Key, known[pair.Key], pair.Value)).ToList();
        if (changed.Count > 0)
        {
            throw new ProblemException(changed);
        }

        transaction.Connection!.Execute(
            "INSERT INTO params (tenant, run_id, key, value) VALUES (@Tenant, @Run, @Key, @Value)",
            added.Where(pair => !known.ContainsKey(pair.Key)).Select(pair => new { Tenant, Run = run.ToString(), pair.Key, pair.Value }),
            transaction);
    }

    private void SetTags(DbTransaction transaction, RunId run, IReadOnlyDictionary<string, string> tags) => transaction.Connection!.Execute(
        """
        INSERT INTO tags (tenant, run_id, key, value) VALUES (@Tenant, @Run, @Key, @Value)
        ON CONFLICT (tenant, run_id, key) DO UPDATE SET value = excluded.value
        """,
        tags.Select(pair => new { Tenant, Run = run.ToString(), pair.Key, pair.Value }),
        transaction);
}
