using System.Runtime.CompilerServices;
using Millrace.Client.Journals;
using Millrace.Client.Models;
using Millrace.Client.Runs;
using Millrace.Client.Sending;
using Millrace.Client.Wire;

namespace Millrace.Client;

/// <summary>Speaks to Millrace, or to any server of MLflow's REST API. Thread safe; one for the life of a program.</summary>
public sealed class MillraceClient : IDisposable
{
    private const int PageSize = 1000;
    private const int SyncRetries = 3;
    private readonly MillraceClientOptions options;
    private readonly Caller caller;

    /// <summary>A client of one server.</summary>
    /// <param name="server">E.g. <c>http://127.0.0.1:8000</c>.</param>
    /// <param name="options">How it behaves; null for the defaults.</param>
    /// <param name="handler">Sends the requests, for tests and proxies; not disposed; null for the ordinary one.</param>
    public MillraceClient(Uri server, MillraceClientOptions? options = null, HttpMessageHandler? handler = null)
    {
        this.options = options ?? new MillraceClientOptions();
        caller = new Caller(server, this.options, handler);
    }

    /// <summary>Begins a run. Without an offline folder the server must be there; with one the run may begin without it.</summary>
    /// <exception cref="MillraceException">The server refused the run, or cannot be reached and there is no offline folder.</exception>
    public async Task<ActiveRun> StartRunAsync(RunStart? start = null, CancellationToken ct = default)
    {
        start ??= new RunStart();
        var key = Guid.NewGuid().ToString("N");
        IJournal journal = options.OfflineFolder is { } folder ? FileJournal.Open(Path.Combine(folder, key)) : new MemoryJournal();
        var sender = new Sender(caller, journal, key, isResumed: false, mostRetries: int.MaxValue, options);
        var run = new ActiveRun(journal, sender, options);
        await run.AppendAsync(
            new JournalRecord
            {
                Kind = JournalKind.Start,
                Key = start.Experiment,
                Text = start.Name,
                Tags = TagsOf(start),
                TimestampMs = options.Clock.GetUtcNow().ToUnixTimeMilliseconds(),
            },
            ct).ConfigureAwait(false);
        try
        {
            await Task.WhenAny(sender.FirstAnswer, run.Sending).Unwrap().WaitAsync(ct).ConfigureAwait(false);
        }
        catch (MillraceException) when (journal.IsDurable)
        {
            return run;
        }
        catch
        {
            await run.AbandonAsync().ConfigureAwait(false);
            throw;
        }

        if (journal.RunId is null)
        {
            var refusals = string.Join("\n", sender.Refusals);
            await run.AbandonAsync().ConfigureAwait(false);
            throw new MillraceException("INVALID_PARAMETER_VALUE", $"The server refused the run. {refusals}");
        }

        return run;
    }

    /// <summary>Begins a run, lets <paramref name="work"/> log to it, and ends it: as failed when the work throws.</summary>
    public async Task<T> RunAsync<T>(RunStart start, Func<ActiveRun, Task<T>> work, CancellationToken ct = default)
    {
        var run = await StartRunAsync(start, ct).ConfigureAwait(false);
        await using var owned = run.ConfigureAwait(false);
        try
        {
            return await work(run).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            await run.EndAsync(fault is OperationCanceledException ? RunEnd.Killed : RunEnd.Failed, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Sends what earlier processes left in the offline folder, oldest first. Runs that a living process writes are left to it.</summary>
    /// <returns>How many runs the server has whole now.</returns>
    /// <exception cref="MillraceException">The server cannot be reached; or it refused something, and then all of it is told, the rest was
    /// sent, and the run's journal is kept as <c>refused.jsonl</c>.</exception>
    /// <exception cref="InvalidOperationException">The client has no offline folder.</exception>
    public async Task<int> SyncAsync(CancellationToken ct = default)
    {
        var folder = options.OfflineFolder ?? throw new InvalidOperationException("Set MillraceClientOptions.OfflineFolder.");
        var (whole, refusals) = (0, new List<string>());
        foreach (var run in FileJournal.Folders(folder))
        {
            if (await SyncAsync(run, refusals, ct).ConfigureAwait(false))
            {
                whole++;
            }
        }

        return refusals.Count == 0 ? whole : throw new MillraceException(
            "INVALID_PARAMETER_VALUE", $"The server refused what follows; everything else was taken.\n{string.Join("\n", refusals)}");
    }

    /// <summary>One run.</summary>
    public async Task<RunRecord> GetRunAsync(string runId, CancellationToken ct = default) => Records.Of(
        (await caller.GetAsync("runs/get", [("run_id", runId)], WireJson.Default.RunFound, ct).ConfigureAwait(false)).Run);

    /// <summary>The runs of an experiment that fit, page by page.</summary>
    /// <param name="experiment">The experiment's name.</param>
    /// <param name="filter">E.g. <c>metrics.acc &gt; 0.5 and params.lr = '0.1'</c>; null for all.</param>
    /// <param name="orderBy">E.g. <c>metrics.acc DESC</c>; null for the newest first.</param>
    /// <param name="ct">Stops it.</param>
    public async IAsyncEnumerable<RunRecord> SearchRunsAsync(
        string experiment, string? filter = null, string? orderBy = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var found = await caller.GetAsync("experiments/get-by-name", [("experiment_name", experiment)], WireJson.Default.ExperimentFound, ct)
            .ConfigureAwait(false);
        string? token = null;
        do
        {
            var page = await caller.PostAsync(
                "runs/search", new SearchRuns([found.Experiment.ExperimentId], filter, PageSize, orderBy is null ? null : [orderBy], token),
                WireJson.Default.SearchRuns, WireJson.Default.RunsFound, ct).ConfigureAwait(false);
            foreach (var run in page.Runs ?? [])
            {
                yield return Records.Of(run);
            }

            token = page.NextPageToken;
        }
        while (!string.IsNullOrEmpty(token));
    }

    /// <summary>Every value of a metric of a run.</summary>
    public async IAsyncEnumerable<MetricValue> GetMetricHistoryAsync(
        string runId, string key, [EnumeratorCancellation] CancellationToken ct = default)
    {
        string? token = null;
        do
        {
            var page = await caller.GetAsync(
                "metrics/get-history", [("run_id", runId), ("metric_key", key), ("max_results", "25000"), ("page_token", token)],
                WireJson.Default.History, ct).ConfigureAwait(false);
            foreach (var metric in page.Metrics ?? [])
            {
                yield return new MetricValue(metric.Value, DateTimeOffset.FromUnixTimeMilliseconds(metric.Timestamp), metric.Step);
            }

            token = page.NextPageToken;
        }
        while (!string.IsNullOrEmpty(token));
    }

    /// <summary>Writes a file of a run to the disk; under its own name only when it is whole.</summary>
    public async Task DownloadArtifactAsync(string runId, string path, string file, CancellationToken ct = default)
    {
        var run = await GetRunAsync(runId, ct).ConfigureAwait(false);
        await caller.DownloadAsync($"{ArtifactRoot.Of(run.ArtifactUri)}/{path}", file, ct).ConfigureAwait(false);
    }

    /// <summary>Registers a version of a model, which is created when it is not there.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="source">Where its files are, e.g. <c>runs:/RUN/model</c> or a run's artifact URI with a path.</param>
    /// <param name="runId">The run that made it; null when unknown.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<ModelVersionRecord> RegisterModelAsync(string model, string source, string? runId = null, CancellationToken ct = default)
    {
        try
        {
            await caller.PostAsync("registered-models/create", new CreateModel(model), WireJson.Default.CreateModel, WireJson.Default.Nothing, ct)
                .ConfigureAwait(false);
        }
        catch (MillraceException exists) when (exists.ErrorCode == "RESOURCE_ALREADY_EXISTS")
        {
            // A further version of a known model.
        }

        return Records.Of((await caller.PostAsync(
            "model-versions/create", new CreateVersion(model, source, runId), WireJson.Default.CreateVersion, WireJson.Default.VersionFound, ct)
            .ConfigureAwait(false)).ModelVersion);
    }

    /// <summary>The version that an alias points to.</summary>
    public async Task<ModelVersionRecord> GetByAliasAsync(string model, string alias, CancellationToken ct = default) => Records.Of(
        (await caller.GetAsync("registered-models/alias", [("name", model), ("alias", alias)], WireJson.Default.VersionFound, ct)
            .ConfigureAwait(false)).ModelVersion);

    /// <summary>Points an alias to a version.</summary>
    public Task SetAliasAsync(string model, string alias, int version, CancellationToken ct = default) => caller.PostAsync(
        "registered-models/alias", new SetAlias(model, alias, Text(version)), WireJson.Default.SetAlias, WireJson.Default.Nothing, ct);

    /// <summary>Moves a version to another stage.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="version">Its version.</param>
    /// <param name="stage"><c>None</c>, <c>Staging</c>, <c>Production</c> or <c>Archived</c>.</param>
    /// <param name="archiveExisting">Whether the versions in that stage are archived.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<ModelVersionRecord> TransitionAsync(
        string model, int version, string stage, bool archiveExisting = true, CancellationToken ct = default) => Records.Of(
        (await caller.PostAsync(
            "model-versions/transition-stage", new Transition(model, Text(version), stage, archiveExisting), WireJson.Default.Transition,
            WireJson.Default.VersionFound, ct).ConfigureAwait(false)).ModelVersion);

    /// <inheritdoc/>
    public void Dispose() => caller.Dispose();

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static Dictionary<string, string> TagsOf(RunStart start)
    {
        var tags = new Dictionary<string, string>(start.Tags, StringComparer.Ordinal);
        tags.TryAdd(ClientTags.User, Environment.UserName);
        tags.TryAdd(ClientTags.SourceName, AppDomain.CurrentDomain.FriendlyName);
        foreach (var (key, value) in new[] { (ClientTags.ParentRun, start.ParentRunId), (ClientTags.Hypothesis, start.Hypothesis) })
        {
            if (value is not null)
            {
                tags[key] = value;
            }
        }

        return tags;
    }

    private async Task<bool> SyncAsync(string folder, List<string> refusals, CancellationToken ct)
    {
        FileJournal journal;
        try
        {
            journal = FileJournal.Open(folder);
        }
        catch (IOException)
        {
            // Locked: a living process sends it.
            return false;
        }

        await using var owned = journal.ConfigureAwait(false);
        journal.Complete();
        var sender = new Sender(caller, journal, Path.GetFileName(folder), isResumed: true, SyncRetries, options);
        await sender.RunAsync(journal.SentBytes, ct).ConfigureAwait(false);
        refusals.AddRange(sender.Refusals);
        await (sender.Refusals.Count == 0 ? journal.RemoveAsync() : journal.SetAsideAsync()).ConfigureAwait(false);
        return sender.Refusals.Count == 0;
    }
}
