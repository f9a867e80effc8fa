using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Homes;
using Millrace.Kernel.Jobs;
using Millrace.Kernel.Problems;

namespace Millrace.Embedded.Jobs;

/// <summary>Jobs as child processes of the home's owner. They die with it; the same key then starts them again, in the same
/// scratch folder.</summary>
public sealed class LocalJobs : IJobs, IAsyncDisposable
{
    private readonly HomeLayout layout;
    private readonly IBlobStore blobs;
    private readonly WorkerCommand command;
    private readonly LocalJobOptions options;
    private readonly TimeProvider clock;
    private readonly ConcurrentDictionary<string, RunningJob> mine = new();
    private readonly SemaphoreSlim submitting = new(1);
    private readonly SemaphoreSlim slots;
    private readonly ProcessStarter starter = new();
    private bool isClosed;

    /// <summary>Jobs of an opened home.</summary>
    /// <param name="layout">The home; this process owns it.</param>
    /// <param name="blobs">Where results' blobs must still be for a finished job to count.</param>
    /// <param name="command">Starts a worker.</param>
    /// <param name="options">Limits.</param>
    /// <param name="clock">For time limits and the grace before a kill.</param>
    public LocalJobs(HomeLayout layout, IBlobStore blobs, WorkerCommand command, LocalJobOptions options, TimeProvider clock)
    {
        (this.layout, this.blobs, this.command, this.options, this.clock) = (layout, blobs, command, options, clock);
        slots = new SemaphoreSlim(options.MaxRunning);
    }

    /// <inheritdoc/>
    public async Task<string> SubmitAsync(JobSpec spec, CancellationToken ct)
    {
        if (spec.Ranks != 1 || spec.ArraySize != 1)
        {
            throw new ProblemException(JobProblems.OneProcessOnly(spec));
        }

        var folder = JobFolder.ForKey(layout.Jobs, spec.IdempotencyKey);
        await submitting.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            if (!await IsUnderWayOrDoneAsync(folder, ct).ConfigureAwait(false))
            {
                Begin(folder, spec);
            }
        }
        finally
        {
            submitting.Release();
        }

        return folder.Id;
    }

    /// <inheritdoc/>
    public Task<JobStatus?> StatusAsync(string jobId, CancellationToken ct)
    {
        if (mine.TryGetValue(jobId, out var job) && !job.Ended.IsCompleted)
        {
            return Task.FromResult<JobStatus?>(new JobStatus(jobId, job.State, job.Attempt.FencingToken, null, [], 0));
        }

        var attempt = JobFolder.Find(layout.Jobs, jobId)?.LatestAttempt();
        return Task.FromResult(attempt is null ? null : StatusOf(jobId, attempt));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> FollowAsync(
        string jobId, int fromLine, [EnumeratorCancellation] CancellationToken ct)
    {
        mine.TryGetValue(jobId, out var job);
        var attempt = job?.Attempt ?? JobFolder.Find(layout.Jobs, jobId)?.LatestAttempt()
            ?? throw new ProblemException(JobProblems.Unknown(jobId));
        using var log = new LogReader(attempt.Log, fromLine);
        while (true)
        {
            // Asked before reading: what was written before the end is then read for sure.
            var hasEnded = job is null || job.Ended.IsCompleted;
            foreach (var line in log.ReadNew())
            {
                yield return line;
            }

            if (hasEnded)
            {
                yield break;
            }

            await Task.WhenAny(job!.Ended, Task.Delay(options.FollowInterval, clock, ct)).ConfigureAwait(false);
            ct.ThrowIfCancellationRequested();
        }
    }

    /// <inheritdoc/>
    public async Task<JobStatus> WaitAsync(string jobId, CancellationToken ct)
    {
        if (mine.TryGetValue(jobId, out var job))
        {
            using var onCancel = ct.Register(() => job.Cancel());
            var result = await job.Ended.ConfigureAwait(false);
            ct.ThrowIfCancellationRequested();
            return StatusOf(jobId, result);
        }

        return await StatusAsync(jobId, ct).ConfigureAwait(false) ?? throw new ProblemException(JobProblems.Unknown(jobId));
    }

    /// <inheritdoc/>
    public async Task CancelAsync(string jobId, CancellationToken ct)
    {
        if (mine.TryGetValue(jobId, out var job))
        {
            job.Cancel();
            await job.Ended.WaitAsync(ct).ConfigureAwait(false);
        }
    }

    /// <summary>Stops the running jobs and waits for their end; again does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref isClosed, true))
        {
            return;
        }

        foreach (var job in mine.Values)
        {
            job.Cancel();
        }

        await Task.WhenAll(mine.Values.Select(job => job.Ended)).ConfigureAwait(false);
        starter.Dispose();
        submitting.Dispose();
        slots.Dispose();
    }

    private async Task<bool> IsUnderWayOrDoneAsync(JobFolder folder, CancellationToken ct)
    {
        if (mine.TryGetValue(folder.Id, out var job) && !job.Ended.IsCompleted)
        {
            return true;
        }

        if (folder.LatestAttempt()?.ReadResult() is not { State: JobState.Succeeded } result)
        {
            return false;
        }

        foreach (var blob in result.Blobs)
        {
            if (!await blobs.ExistsAsync(blob, ct).ConfigureAwait(false))
            {
                return false;
            }
        }

        return true;
    }

    private void Begin(JobFolder folder, JobSpec spec)
    {
        var job = new RunningJob(folder, folder.NextAttempt(), spec, options, clock);
        Directory.CreateDirectory(job.Attempt.Path);
        job.Begin(slots, starter, command, layout);
        mine[folder.Id] = job;
    }

    private static JobStatus StatusOf(string id, AttemptFolder attempt) => StatusOf(
        id,
        attempt.ReadResult()
            ?? JobResult.Ended(attempt.FencingToken, JobState.Failed, JobProblems.OwnerDied(id)));

    private static JobStatus StatusOf(string id, JobResult result) => new(
        id, result.State, result.FencingToken, result.ResultJson, result.Problems, result.PeakMemoryBytes);
}
