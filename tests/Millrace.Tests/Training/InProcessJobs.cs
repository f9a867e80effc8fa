using System.Runtime.CompilerServices;
using Millrace.Kernel.Jobs;
using Millrace.Kernel.Problems;

namespace Millrace.Tests.Training;

/// <summary>Does jobs at once, in this process; what they would have logged is followed afterwards.</summary>
internal sealed class InProcessJobs(IJobHandler handler, TrainingLab lab) : IJobs
{
    private readonly List<string> lines = [];
    private JobStatus status = new("job", JobState.Queued, 1, null, [], 0);

    public int SubmittedCount { get; private set; }

    public JobSpec? Submitted { get; private set; }

    /// <summary>Called before a line is handed to the follower.</summary>
    public Action<string> OnLine { get; set; } = _ => { };

    public async Task<string> SubmitAsync(JobSpec spec, CancellationToken ct)
    {
        SubmittedCount++;
        Submitted = spec;
        lines.Clear();
        var context = new JobContext(spec.SpecJson, spec.Inputs, lab.Blobs, spec.Resources, lab.Scratch, lines.Add);
        var outcome = await handler.RunAsync(context, ct);
        status = new JobStatus(
            "job", outcome.IsOk ? JobState.Succeeded : JobState.Failed, 1, outcome.IsOk ? outcome.Value : null, outcome.Problems, 123);
        return "job";
    }

    public Task<JobStatus?> StatusAsync(string jobId, CancellationToken ct) => Task.FromResult<JobStatus?>(status);

    public async IAsyncEnumerable<string> FollowAsync(string jobId, int fromLine, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var line in lines.Skip(fromLine))
        {
            OnLine(line);
            ct.ThrowIfCancellationRequested();
            yield return line;
        }

        await Task.CompletedTask;
    }

    public Task<JobStatus> WaitAsync(string jobId, CancellationToken ct) => Task.FromResult(status);

    public Task CancelAsync(string jobId, CancellationToken ct) => Task.CompletedTask;
}
