using System.Diagnostics;
using System.Runtime.InteropServices;
using Millrace.Embedded.Posix;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Jobs;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Resources;

namespace Millrace.Embedded.Jobs;

/// <summary>The worker process's side of <see cref="LocalJobs"/>.</summary>
public static class JobWorker
{
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(1);

    /// <summary>Does the job in <paramref name="directory"/> and leaves its result there. The process is killed with its owner,
    /// ends early on SIGTERM, and leaves Ctrl-C to the owner.</summary>
    /// <param name="directory">The folder that <see cref="LocalJobs"/> appended to the command.</param>
    /// <param name="handlers">One for each kind.</param>
    /// <param name="blobs">The home's blobs.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The process's exit code: 0, or that of the first problem's kind.</returns>
    public static async Task<int> RunAsync(
        string directory, IReadOnlyList<IJobHandler> handlers, IBlobStore blobs, CancellationToken ct)
    {
        Libc.DieWithParent();
        var given = new AttemptFolder(Path.GetFullPath(directory), 0).ReadAssignment();
        var attempt = new AttemptFolder(Path.GetFullPath(directory), given.FencingToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Handle(signal, stop.Cancel));
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Handle(signal, () => { }));
        using var heartbeat = new Timer(_ => Beat(attempt, given.OwnerPid), null, TimeSpan.Zero, HeartbeatInterval);
        using var log = new LogWriter(attempt.Log);
        var recording = new RecordingBlobStore(blobs);
        var outcome = await HandleAsync(given, handlers, recording, log, stop.Token).ConfigureAwait(false);
        attempt.WriteResult(new JobResult(
            JobResult.CurrentFormat,
            given.FencingToken,
            outcome.IsOk ? JobState.Succeeded : JobState.Failed,
            outcome.IsOk ? outcome.Value : null,
            outcome.Problems,
            PeakMemory.CurrentProcessBytes(),
            recording.Stored));
        return outcome.IsOk ? ProblemTable.ExitOk : ProblemTable.ExitCode(outcome.Problem.Kind);
    }

    private static async Task<Outcome<string>> HandleAsync(
        JobAssignment given, IReadOnlyList<IJobHandler> handlers, IBlobStore blobs, LogWriter log, CancellationToken ct)
    {
        var spec = given.Spec;
        var handler = handlers.FirstOrDefault(candidate => candidate.Kind == spec.Kind);
        if (handler is null)
        {
            return JobProblems.KindUnknown(spec.Kind, handlers.Select(known => known.Kind));
        }

        try
        {
            var context = new JobContext(spec.SpecJson, spec.Inputs, blobs, spec.Resources, given.Scratch, log.Write);
            return await handler.RunAsync(context, ct).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return JobProblems.Cancelled(spec.Kind);
        }
        catch (ProblemException expected)
        {
            return Outcome<string>.Failed(expected.Problems);
        }
        catch (Exception failure)
        {
            // The boundary of somebody else's code: the owner gets the problem, the stack goes to stderr.
#pragma warning disable RS0030 // A worker has no terminal: its stderr is what the owner shows when it died.
            await Console.Error.WriteLineAsync(failure.ToString()).ConfigureAwait(false);
#pragma warning restore RS0030
            return MachineProblems.From(failure) ?? JobProblems.HandlerCrashed(spec.Kind, failure);
        }
    }

    private static void Handle(PosixSignalContext signal, Action then)
    {
        signal.Cancel = true;
        then();
    }

    // The system kills the worker with the thread that started it; this catches what that misses, a wrapper in between.
    private static void Beat(AttemptFolder attempt, int ownerPid)
    {
        if (!Directory.Exists($"/proc/{ownerPid}"))
        {
            Process.GetCurrentProcess().Kill();
        }

        try
        {
            File.WriteAllBytes(attempt.Heartbeat, []);
        }
        catch (IOException)
        {
            // A full disk stops the work itself soon enough; a missed beat must not.
        }
    }
}
