using Millrace.Client.Journals;
using Millrace.Client.Wire;
using Polly;
using Polly.Retry;

namespace Millrace.Client.Sending;

/// <summary>Carries a journal to the server, in order, for as long as it takes. What the server refuses is set aside and told.</summary>
internal sealed class Sender
{
    private readonly Caller caller;
    private readonly IJournal journal;
    private readonly string runKey;
    private readonly ResiliencePipeline patience;
    private readonly TaskCompletionSource firstAnswer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool mayExist;
    private long sentCount;

    /// <param name="caller">Sends.</param>
    /// <param name="journal">What to send.</param>
    /// <param name="runKey">A tag of the run that finds it again when the answer to its creation was lost.</param>
    /// <param name="isResumed">Whether an earlier process may have created the run.</param>
    /// <param name="mostRetries">How often an attempt that met no server is repeated before the sender gives up.</param>
    /// <param name="options">Pauses.</param>
    public Sender(Caller caller, IJournal journal, string runKey, bool isResumed, int mostRetries, MillraceClientOptions options)
    {
        (this.caller, this.journal, this.runKey, mayExist) = (caller, journal, runKey, isResumed);
        patience = new ResiliencePipelineBuilder { TimeProvider = options.Clock }.AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<MillraceException>(fault => fault.IsUnreachable),
            MaxRetryAttempts = mostRetries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromMilliseconds(200),
            MaxDelay = options.LongestPause,
            OnRetry = attempt =>
            {
                firstAnswer.TrySetException(attempt.Outcome.Exception!);
                return ValueTask.CompletedTask;
            },
        }).Build();
    }

    /// <summary>Everything before this position is acknowledged or refused.</summary>
    public long Position { get; private set; }

    /// <summary>How many records are acknowledged or refused.</summary>
    public long SentCount => Interlocked.Read(ref sentCount);

    /// <summary>What the server refused, with its reason.</summary>
    public List<string> Refusals { get; } = [];

    /// <summary>Ends when the server has answered for the first time, well or not; fails when the first attempt found no server.</summary>
    public Task FirstAnswer => firstAnswer.Task;

    /// <summary>Raised after every step on the way.</summary>
    public event Action? Moved;

    /// <summary>Sends until the journal is complete and empty.</summary>
    public async Task RunAsync(long from, CancellationToken ct)
    {
        Position = from;
        while (await journal.ReadAsync(Position, ct).ConfigureAwait(false) is { Records.Count: > 0 } part)
        {
            await SendAsync(part, ct).ConfigureAwait(false);
        }
    }

    private async Task SendAsync(JournalPart part, CancellationToken ct)
    {
        var batch = new Batch();
        var end = Position;
        foreach (var (record, next) in part.Records)
        {
            if (!batch.TryAdd(record))
            {
                await SendAsync(batch, end, ct).ConfigureAwait(false);
                batch = new Batch();
                if (!batch.TryAdd(record))
                {
                    await patience.ExecuteAsync(async token => await OrRefusedAsync(record, () => SendAloneAsync(record, token)).ConfigureAwait(false), ct)
                        .ConfigureAwait(false);
                    MoveTo(next, 1);
                }
            }

            end = next;
        }

        await SendAsync(batch, end, ct).ConfigureAwait(false);
    }

    private async Task SendAsync(Batch batch, long end, CancellationToken ct)
    {
        if (batch.Records.Count == 0)
        {
            return;
        }

        try
        {
            await patience.ExecuteAsync(async token => await LogAsync(batch, token).ConfigureAwait(false), ct).ConfigureAwait(false);
        }
        catch (MillraceException refused) when (!refused.IsUnreachable && batch.Records.Count > 1)
        {
            // One bad record must not take the good ones with it.
            foreach (var record in batch.Records)
            {
                var alone = new Batch();
                alone.TryAdd(record);
                await patience.ExecuteAsync(async token => await OrRefusedAsync(record, () => LogAsync(alone, token)).ConfigureAwait(false), ct)
                    .ConfigureAwait(false);
            }
        }
        catch (MillraceException refused) when (!refused.IsUnreachable)
        {
            Refuse(batch.Records[0], refused);
        }

        MoveTo(end, batch.Records.Count);
    }

    private Task LogAsync(Batch batch, CancellationToken ct) => caller.PostAsync(
        "runs/log-batch", batch.ToRequest(RunId()), WireJson.Default.LogBatch, WireJson.Default.Nothing, ct);

    private async Task OrRefusedAsync(JournalRecord record, Func<Task> send)
    {
        try
        {
            await send().ConfigureAwait(false);
        }
        catch (MillraceException refused) when (!refused.IsUnreachable)
        {
            Refuse(record, refused);
        }
    }

    private Task SendAloneAsync(JournalRecord record, CancellationToken ct) => record.Kind switch
    {
        JournalKind.Start => StartAsync(record, ct),
        JournalKind.Artifact => UploadAsync(record, ct),
        _ => caller.PostAsync(
            "runs/update", new UpdateRun(RunId(), record.Key, record.TimestampMs), WireJson.Default.UpdateRun, WireJson.Default.Nothing, ct),
    };

    private async Task StartAsync(JournalRecord record, CancellationToken ct)
    {
        if (journal.RunId is not null)
        {
            firstAnswer.TrySetResult();
            return;
        }

        var experiment = await new Experiments(caller).GetOrCreateAsync(record.Key, ct).ConfigureAwait(false);
        var run = mayExist ? await FindAsync(experiment, ct).ConfigureAwait(false) : null;
        mayExist = true;
        if (run is null)
        {
            var tags = record.Tags!.Select(tag => new Pair(tag.Key, tag.Value)).Append(new Pair(ClientTags.RunKey, runKey)).ToList();
            var created = await caller.PostAsync(
                "runs/create", new CreateRun(experiment, record.Text, record.TimestampMs, tags), WireJson.Default.CreateRun,
                WireJson.Default.RunFound, ct).ConfigureAwait(false);
            run = created.Run.Info.RunId;
        }

        journal.SetRunId(run);
        firstAnswer.TrySetResult();
    }

    private async Task<string?> FindAsync(string experiment, CancellationToken ct)
    {
        var found = await caller.PostAsync(
            "runs/search", new SearchRuns([experiment], $"tags.`{ClientTags.RunKey}` = '{runKey}'", 1, null, null), WireJson.Default.SearchRuns,
            WireJson.Default.RunsFound, ct).ConfigureAwait(false);
        return found.Runs is [var run, ..] ? run.Info.RunId : null;
    }

    private async Task UploadAsync(JournalRecord record, CancellationToken ct)
    {
        var run = await caller.GetAsync("runs/get", [("run_id", RunId())], WireJson.Default.RunFound, ct).ConfigureAwait(false);
        await caller.UploadAsync($"{ArtifactRoot.Of(run.Run.Info.ArtifactUri)}/{record.Key}", record.Text!, ct).ConfigureAwait(false);
    }

    private string RunId() => journal.RunId
        ?? throw new MillraceException("INVALID_STATE", "The server refused to create the run, so nothing can be logged to it.");

    private void Refuse(JournalRecord record, MillraceException refused)
    {
        firstAnswer.TrySetResult();
        lock (Refusals)
        {
            Refusals.Add($"{record.Kind} '{record.Key}': {refused.Message}");
        }
    }

    private void MoveTo(long position, int count)
    {
        journal.MarkSent(position);
        Position = position;
        Interlocked.Add(ref sentCount, count);
        Moved?.Invoke();
    }
}
