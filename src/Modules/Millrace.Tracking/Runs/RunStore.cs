using System.Data.Common;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Tables;
using Millrace.Tracking.Artifacts;
using Millrace.Tracking.Contracts;
using Millrace.Tracking.Experiments;
using Millrace.Tracking.Inputs;
using Millrace.Tracking.Metrics;
using Millrace.Tracking.Storage;

namespace Millrace.Tracking.Runs;

/// <summary>Writes runs, inside the caller's transaction.</summary>
internal sealed class RunStore(ITables tables, ITenantAccessor tenant, MetricKeys keys, TimeProvider clock)
{
    private const string OfRun = "WHERE tenant = @tenant AND run_id = @run";
    private readonly ArtifactTree artifacts = new(tables, tenant);
    private readonly InputStore inputs = new(tenant);
    private readonly MetricWriter metrics = new(tables.Dialect);

    private string Tenant => tenant.Current.Value;

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Logs to an active run; all or nothing, durable when it returns.</summary>
    public async Task<Outcome<Done>> LogAsync(string run, LogEntries entries, CancellationToken ct)
    {
        // With numbers that are known the text of thousands of points is made here, while other writes have their turn.
        var known = entries.Metrics.Count == 0 ? null : keys.KnownNumbersOf(Tenant, entries.Metrics);
        var prepared = known is null ? null : metrics.Prepare(entries.Metrics, known);
        Dictionary<string, long>? used = null;
        var logged = await tables.TryWriteAsync(
            transaction =>
            {
                var number = MustBeActive(transaction, run);
                AddTexts(transaction, run, number, entries);
                used = prepared is null ? AddMetrics(transaction, number, entries) : null;
                if (prepared is not null)
                {
                    metrics.Write(transaction, number, prepared);
                    MetricWriter.WriteModels(transaction, number, entries.ModelMetrics, known!);
                }
            },
            ct).ConfigureAwait(false);
        Remember(logged.IsOk ? used : null);
        return logged;
    }

    /// <summary>Changes an active run.</summary>
    public Task<Outcome<Done>> ChangeAsync(string run, Action<DbTransaction, long> work, CancellationToken ct) =>
        tables.TryWriteAsync(transaction => work(transaction, MustBeActive(transaction, run)), ct);

    /// <summary>The number of an active run.</summary>
    /// <exception cref="ProblemException">There is none, or it is deleted.</exception>
    public long MustBeActive(DbTransaction transaction, string run)
    {
        var (number, stage, _) = MustExist(transaction, run);
        return stage == Lifecycle.Active ? number : throw new ProblemException(TrackingProblems.RunNotActive(run, stage));
    }

    /// <summary>A run in any stage.</summary>
    /// <exception cref="ProblemException">There is none.</exception>
    public (long Number, string Stage, long Experiment) MustExist(DbTransaction transaction, string run) =>
        Find(transaction, run) ?? throw new ProblemException(TrackingProblems.RunNotFound(run));

    public (long Number, string Stage, long Experiment)? Find(DbTransaction transaction, string run)
    {
        using var row = Statement.Of(transaction, $"SELECT run_no, lifecycle_stage, experiment_id FROM runs {OfRun}")
            .With("tenant", Tenant).With("run", run).Read();
        return row.Read() ? (row.GetInt64(0), row.GetString(1), row.GetInt64(2)) : null;
    }

    /// <summary>Adds the run, or sets it to running again.</summary>
    /// <returns>Its number.</returns>
    public long Begin(DbTransaction transaction, NewRunRow run) => Statement.Of(
        transaction,
        """
        INSERT INTO runs (tenant, run_id, run_no, experiment_id, name, status, start_time, lifecycle_stage, parent_run_id, user_id,
            source_name, source_version, source_is_dirty, artifact_uri)
        VALUES (@tenant, @run, @number, @experiment, @name, 'RUNNING', @started, 'active', @parent, @user, @source, @commit, @dirty, @uri)
        ON CONFLICT (tenant, run_id) DO UPDATE SET status = 'RUNNING', end_time = NULL RETURNING run_no
        """)
        .With("tenant", Tenant).With("run", run.RunId.ToString()).With("number", Counters.NextRun(transaction)).With("experiment", run.Experiment)
        .With("name", run.Name).With("started", run.StartedAt).With("parent", run.Parent).With("user", run.User).With("source", run.Source)
        .With("commit", run.GitCommit).With("dirty", run.GitIsDirty is { } isDirty ? (isDirty ? 1 : 0) : null).With("uri", run.ArtifactUri)
        .Number()!.Value;

    /// <summary>Logs to a run whose number is known.</summary>
    /// <returns>The numbers of the keys, to be remembered after the commit.</returns>
    /// <exception cref="ProblemException">A parameter has another value already; nothing of the batch is kept.</exception>
    public Dictionary<string, long>? Log(DbTransaction transaction, string run, long number, LogEntries entries)
    {
        AddTexts(transaction, run, number, entries);
        return AddMetrics(transaction, number, entries);
    }

    /// <summary>Keeps the numbers of keys after the commit.</summary>
    public void Remember(Dictionary<string, long>? used)
    {
        if (used is not null)
        {
            keys.Remember(Tenant, used);
        }
    }

    /// <summary>Sets a tag; the tag of the name renames the run.</summary>
    public static void SetTag(DbTransaction transaction, long number, string key, string value)
    {
        if (key == MlflowTags.RunName)
        {
            if (value.Length == 0)
            {
                return;
            }

            Statement.Of(transaction, "UPDATE runs SET name = @name WHERE run_no = @run").With("name", value).With("run", number).Run();
        }

        Statement.Of(
            transaction,
            "INSERT INTO tags (run_no, key, value) VALUES (@run, @key, @value) ON CONFLICT (run_no, key) DO UPDATE SET value = excluded.value")
            .With("run", number).With("key", key).With("value", value).Run();
    }

    /// <summary>Removes a tag.</summary>
    /// <exception cref="ProblemException">The run has none of this name.</exception>
    public static void DeleteTag(DbTransaction transaction, string run, long number, string key)
    {
        if (Statement.Of(transaction, "DELETE FROM tags WHERE run_no = @run AND key = @key").With("run", number).With("key", key).Run() == 0)
        {
            throw new ProblemException(TrackingProblems.RunTagNotFound(run, key));
        }
    }

    public void End(DbTransaction transaction, long number, RunStatus status) => Update(transaction, number, status.Word(), Now, null);

    /// <summary>Changes what is given; null keeps what is.</summary>
    public static void Update(DbTransaction transaction, long number, string? status, long? endedAt, string? name)
    {
        if (status is not null || endedAt is not null)
        {
            Statement.Of(transaction, "UPDATE runs SET status = COALESCE(@status, status), end_time = COALESCE(@ended, end_time) WHERE run_no = @run")
                .With("status", status).With("ended", endedAt).With("run", number).Run();
        }

        if (!string.IsNullOrEmpty(name))
        {
            SetTag(transaction, number, MlflowTags.RunName, name);
        }
    }

    /// <summary>Deletes or restores a run; nothing is lost.</summary>
    public Task<Outcome<Done>> MoveAsync(string run, string stage, CancellationToken ct) => tables.TryWriteAsync(
        transaction => Statement.Of(transaction, "UPDATE runs SET lifecycle_stage = @stage, deleted_time = @deleted WHERE run_no = @run")
            .With("stage", stage).With("deleted", stage == Lifecycle.Deleted ? Now : null).With("run", MustExist(transaction, run).Number).Run(),
        ct).WithoutValue();

    /// <summary>Gives a stored blob a path among the run's files.</summary>
    /// <exception cref="ProblemException">Something else has the path, or the run's files are not kept here.</exception>
    public void AddArtifact(DbTransaction transaction, long number, ArtifactPath path, BlobRef blob)
    {
        var uri = Statement.Of(transaction, "SELECT artifact_uri FROM runs WHERE run_no = @run").With("run", number).Text()!;
        var file = ArtifactUri.Folder(uri).Then(folder => folder.Then(path));
        artifacts.Put(transaction, file.IsOk ? file.Value : throw new ProblemException(file.Problems), blob);
    }

    public void AddInput(DbTransaction transaction, RunId run, long number, RunDataset dataset) =>
        inputs.Add(transaction, number, MustExist(transaction, run.ToString()).Experiment, dataset);

    private static void AddTexts(DbTransaction transaction, string run, long number, LogEntries entries)
    {
        AddParams(transaction, run, number, entries.Params);
        foreach (var (key, value) in entries.Tags)
        {
            SetTag(transaction, number, key, value);
        }
    }

    private Dictionary<string, long>? AddMetrics(DbTransaction transaction, long number, LogEntries entries)
    {
        if (entries.Metrics.Count == 0)
        {
            return null;
        }

        var numbers = keys.NumbersOf(transaction, Tenant, entries.Metrics.Select(metric => metric.Key));
        metrics.Write(transaction, number, metrics.Prepare(entries.Metrics, numbers));
        MetricWriter.WriteModels(transaction, number, entries.ModelMetrics, numbers);
        return numbers;
    }

    // Adds first and looks only at what was there: a parameter of another server cannot slip in between.
    private static void AddParams(DbTransaction transaction, string run, long number, IReadOnlyList<KeyValuePair<string, string>> added)
    {
        List<Problem>? changed = null;
        foreach (var (key, value) in added.Count > 1 ? added.OrderBy(pair => pair.Key, StringComparer.Ordinal) : (IEnumerable<KeyValuePair<string, string>>)added)
        {
            if (Statement.Of(transaction, "INSERT INTO params (run_no, key, value) VALUES (@run, @key, @value) ON CONFLICT DO NOTHING")
                    .With("run", number).With("key", key).With("value", value).Run() == 0
                && Statement.Of(transaction, "SELECT value FROM params WHERE run_no = @run AND key = @key").With("run", number).With("key", key).Text() is { } old
                && old != value)
            {
                (changed ??= []).Add(TrackingProblems.ParamChanged(run, key, old, value));
            }
        }

        if (changed is not null)
        {
            throw new ProblemException(changed);
        }
    }
}
