using Millrace.Client.Journals;
using Millrace.Client.Sending;

namespace Millrace.Client.Runs;

/// <summary>A run that is being logged to. Thread safe. What is logged is sent in batches in the background, in order.</summary>
/// <remarks>A call returns when its value is in the journal: on the disk when the client has an offline folder, otherwise in memory.
/// <see cref="FlushAsync"/> waits until the server has it. Disposing ends the run as finished, unless it has been ended.</remarks>
public sealed class ActiveRun : IAsyncDisposable
{
    private readonly IJournal journal;
    private readonly Sender sender;
    private readonly MillraceClientOptions options;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task sending;
    private long appended;
    private int ended;

    internal ActiveRun(IJournal journal, Sender sender, MillraceClientOptions options)
    {
        (this.journal, this.sender, this.options) = (journal, sender, options);
        sending = sender.RunAsync(0, stopping.Token);
    }

    /// <summary>The id that the server gave; null while the server has not been reached yet.</summary>
    public string? RunId => journal.RunId;

    /// <summary>Fails when sending met what nobody expected.</summary>
    internal Task Sending => sending;

    /// <summary>Logs one value of a metric.</summary>
    /// <param name="key">E.g. <c>train.loss</c>; up to 250 characters.</param>
    /// <param name="value">May be NaN or infinite.</param>
    /// <param name="step">Training round, epoch or 0.</param>
    /// <param name="ct">Stops the wait for room in the journal.</param>
    public Task LogMetricAsync(string key, double value, long step = 0, CancellationToken ct = default) => AppendAsync(
        new JournalRecord { Kind = JournalKind.Metric, Key = key, Number = value, Step = step, TimestampMs = NowMs() }, ct);

    /// <summary>Logs several metrics of one step.</summary>
    public async Task LogMetricsAsync(IReadOnlyDictionary<string, double> values, long step = 0, CancellationToken ct = default)
    {
        var now = NowMs();
        await Task.WhenAll(values.Select(pair => AppendAsync(
            new JournalRecord { Kind = JournalKind.Metric, Key = pair.Key, Number = pair.Value, Step = step, TimestampMs = now }, ct))).ConfigureAwait(false);
    }

    /// <summary>Logs a parameter; it never changes afterwards.</summary>
    public Task LogParamAsync(string key, string value, CancellationToken ct = default) =>
        AppendAsync(new JournalRecord { Kind = JournalKind.Param, Key = key, Text = value }, ct);

    /// <summary>Sets a tag; the last value counts.</summary>
    public Task SetTagAsync(string key, string value, CancellationToken ct = default) =>
        AppendAsync(new JournalRecord { Kind = JournalKind.Tag, Key = key, Text = value }, ct);

    /// <summary>Says what the run has shown.</summary>
    public Task SetConclusionAsync(string text, CancellationToken ct = default) => SetTagAsync(ClientTags.Conclusion, text, ct);

    /// <summary>Sends a file. With an offline folder a copy is kept until then; without one the file must stay.</summary>
    /// <param name="file">The local file.</param>
    /// <param name="path">Its path among the run's files; the file's own name when null.</param>
    /// <param name="ct">Stops the wait for room in the journal.</param>
    public Task LogArtifactAsync(string file, string? path = null, CancellationToken ct = default) => AppendAsync(
        new JournalRecord { Kind = JournalKind.Artifact, Key = path ?? Path.GetFileName(file), Text = journal.Keep(Path.GetFullPath(file)) }, ct);

    /// <summary>Waits until the server has everything that was logged before.</summary>
    /// <returns>False when the server cannot be reached and the rest waits in the offline folder.</returns>
    /// <exception cref="MillraceException">The server refused something (all of it is told), or cannot be reached and there is no offline folder.</exception>
    public async Task<bool> FlushAsync(CancellationToken ct = default)
    {
        var isSent = await WaitAsync(Interlocked.Read(ref appended), ct).ConfigureAwait(false);
        ThrowRefusals();
        return isSent || journal.IsDurable ? isSent : throw new MillraceException(
            MillraceException.Unreachable, $"The server did not take everything within {options.FlushTimeout}; what is not sent is in memory only.");
    }

    /// <summary>Ends the run and flushes.</summary>
    /// <inheritdoc cref="FlushAsync"/>
    public async Task<bool> EndAsync(RunEnd end = RunEnd.Finished, CancellationToken ct = default)
    {
        if (Interlocked.Exchange(ref ended, 1) == 0)
        {
            await AppendAsync(
                new JournalRecord { Kind = JournalKind.End, Key = end.ToString().ToUpperInvariant(), TimestampMs = NowMs() }, ct).ConfigureAwait(false);
            journal.Complete();
        }

        return await FlushAsync(ct).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            var isSent = await EndAsync().ConfigureAwait(false);
            await StopAsync().ConfigureAwait(false);
            if (isSent)
            {
                await journal.RemoveAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            await StopAsync().ConfigureAwait(false);
            await journal.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Lets go of a run that never began.</summary>
    internal async Task AbandonAsync()
    {
        Interlocked.Exchange(ref ended, 1);
        journal.Complete();
        await StopAsync().ConfigureAwait(false);
        await journal.RemoveAsync().ConfigureAwait(false);
    }

    internal async Task AppendAsync(JournalRecord record, CancellationToken ct)
    {
        if (record.Key.Length == 0)
        {
            throw new ArgumentException("A key must not be empty.", nameof(record));
        }

        await journal.AppendAsync(record, ct).ConfigureAwait(false);

        // Counted only when it is in: a flush must not wait for what the journal did not take.
        Interlocked.Increment(ref appended);
    }

    private long NowMs() => options.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    // Positions are bytes for one journal and counts for the other, so what is waited for is that nothing is left.
    private async Task<bool> WaitAsync(long count, CancellationToken ct)
    {
        var moved = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Check()
        {
            if (sender.SentCount >= count)
            {
                moved.TrySetResult();
            }
        }

        sender.Moved += Check;
        try
        {
            Check();
            await Task.WhenAny(moved.Task, sending).WaitAsync(options.FlushTimeout, options.Clock, ct).ConfigureAwait(false);
            return sender.SentCount >= count || await HasEndedAsync().ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return false;
        }
        finally
        {
            sender.Moved -= Check;
        }
    }

    // A sender that has stopped before its end tells why.
    private async Task<bool> HasEndedAsync()
    {
        await sending.ConfigureAwait(false);
        return true;
    }

    private void ThrowRefusals()
    {
        lock (sender.Refusals)
        {
            if (sender.Refusals.Count > 0)
            {
                var all = string.Join("\n", sender.Refusals);
                sender.Refusals.Clear();
                throw new MillraceException("INVALID_PARAMETER_VALUE", $"The server refused what follows; everything else was taken.\n{all}");
            }
        }
    }

    private async Task StopAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        try
        {
            await sending.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // It was still trying to reach the server.
        }
    }
}
