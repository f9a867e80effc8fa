using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Millrace.Embedded.Posix;
using Millrace.Kernel.Homes;
using Millrace.Kernel.Jobs;
using Millrace.Kernel.Problems;

namespace Millrace.Embedded.Jobs;

/// <summary>One attempt of this process's jobs: waits for a slot, starts the worker, sees it end.</summary>
internal sealed class RunningJob(JobFolder folder, AttemptFolder attempt, JobSpec spec, LocalJobOptions options, TimeProvider clock)
{
    private const string SpinCount = "10000";
    private readonly CancellationTokenSource stopping = new();
    private readonly LastWords lastWords = new();
    private Problem? stopReason;
    private ITimer? killTimer;
    private ITimer? limitTimer;

    public AttemptFolder Attempt => attempt;

    public JobState State { get; private set; } = JobState.Queued;

    /// <summary>Ends when the attempt has ended and its result is on disk; never fails.</summary>
    public Task<JobResult> Ended { get; private set; } = null!;

    public void Begin(SemaphoreSlim slots, ProcessStarter starter, WorkerCommand command, HomeLayout layout) =>
        Ended = Task.Run(() => RunAsync(slots, starter, command, layout));

    /// <summary>Asks the worker to end, and kills it when it does not.</summary>
    public void Cancel() => Stop(JobProblems.Cancelled(spec.Kind));

    private void Stop(Problem reason)
    {
        if (Interlocked.CompareExchange(ref stopReason, reason, null) is null)
        {
            stopping.Cancel();
        }
    }

    private async Task<JobResult> RunAsync(
        SemaphoreSlim slots, ProcessStarter starter, WorkerCommand command, HomeLayout layout)
    {
        JobResult result;
        try
        {
            await slots.WaitAsync(stopping.Token).ConfigureAwait(false);
            try
            {
                result = await RunProcessAsync(starter, command, layout).ConfigureAwait(false);
            }
            finally
            {
                slots.Release();
            }
        }
        catch (OperationCanceledException)
        {
            result = Stopped();
        }

        Finish(result);
        return result;
    }

    private async Task<JobResult> RunProcessAsync(ProcessStarter starter, WorkerCommand command, HomeLayout layout)
    {
        Process process;
        try
        {
            Directory.CreateDirectory(folder.Scratch);
            attempt.WriteAssignment(new JobAssignment(
                JobResult.CurrentFormat, attempt.FencingToken, Environment.ProcessId, folder.Scratch, spec));
            process = await starter.StartAsync(StartInfo(command, layout)).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is Win32Exception or IOException)
        {
            var problem = MachineProblems.From(failure) ?? JobProblems.CannotStart(command, failure.Message);
            return JobResult.Ended(attempt.FencingToken, JobState.Failed, problem);
        }

        using (process)
        {
            State = JobState.Running;
            process.StandardInput.Close();
            lastWords.ListenTo(process);
            return await SeeItEndAsync(process).ConfigureAwait(false);
        }
    }

    private async Task<JobResult> SeeItEndAsync(Process process)
    {
        using var onStop = stopping.Token.Register(() => TerminateThenKill(process));
        if (spec.TimeLimit is { } limit)
        {
            limitTimer = clock.CreateTimer(_ => Stop(JobProblems.TimeLimit(spec)), null, limit, Timeout.InfiniteTimeSpan);
        }

        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        limitTimer?.Dispose();
        killTimer?.Dispose();
        var left = attempt.ReadResult();
        return left is { State: JobState.Succeeded } || (left is not null && stopReason is null) ? left
            : stopReason is not null ? Stopped() with { PeakMemoryBytes = left?.PeakMemoryBytes ?? 0 }
            : JobResult.Ended(
                attempt.FencingToken, JobState.Failed,
                JobProblems.WorkerDied(spec.Kind, process.ExitCode, lastWords.ToString()));
    }

    private void TerminateThenKill(Process process)
    {
        Libc.Signal(process.Id, Libc.SigTerm);
        killTimer = clock.CreateTimer(_ => Kill(process), null, options.StopGrace, Timeout.InfiniteTimeSpan);
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended in the meantime.
        }
    }

    private JobResult Stopped() => JobResult.Ended(
        attempt.FencingToken, stopReason!.Code == "jobs.time-limit" ? JobState.Failed : JobState.Cancelled, stopReason);

    private void Finish(JobResult result)
    {
        State = result.State;
        try
        {
            Directory.CreateDirectory(attempt.Path);
            attempt.WriteResult(result);
            if (result.State == JobState.Succeeded && Directory.Exists(folder.Scratch))
            {
                Directory.Delete(folder.Scratch, recursive: true);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The result is known to this process; a later one will find none and start the job again, which is safe.
        }
    }

    private ProcessStartInfo StartInfo(WorkerCommand command, HomeLayout layout)
    {
        var info = new ProcessStartInfo(command.Executable)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = layout.Root,
        };
        foreach (var argument in command.Arguments)
        {
            info.ArgumentList.Add(argument);
        }

        info.ArgumentList.Add(attempt.Path);
        var threads = spec.Resources.Threads.ToString(CultureInfo.InvariantCulture);
        info.Environment["MILLRACE_HOME"] = layout.Root;
        info.Environment["MILLRACE_THREADS"] = threads;
        info.Environment["MILLRACE_MEMORY_BYTES"] = spec.Resources.MemoryBytes.ToString(CultureInfo.InvariantCulture);
        info.Environment["OMP_NUM_THREADS"] = threads;

        // OpenMP's threads spin for milliseconds between parallel regions, which starves everybody when the cores are shared.
        info.Environment["GOMP_SPINCOUNT"] = SpinCount;
        return info;
    }
}
