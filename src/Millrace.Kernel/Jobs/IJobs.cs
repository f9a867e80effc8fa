using Millrace.Kernel.Digests;

namespace Millrace.Kernel.Jobs;

/// <summary>Work that runs in a process of its own, here or on a cluster.</summary>
/// <param name="Kind">Which <see cref="IJobHandler"/> does it.</param>
/// <param name="SpecJson">The handler's own parameters, as JSON.</param>
/// <param name="Inputs">Blobs the job reads, by role.</param>
/// <param name="Resources">Threads and memory for each rank.</param>
/// <param name="Ranks">Processes that work together; 1 for most.</param>
/// <param name="ArraySize">Independent copies with an index; 1 for most.</param>
/// <param name="TimeLimit">After which it is stopped; null for none.</param>
/// <param name="IdempotencyKey">The same key while a job is known gives that job, not a second one.</param>
public sealed record JobSpec(
    string Kind,
    string SpecJson,
    IReadOnlyDictionary<string, Digest> Inputs,
    Resources.ResourceBudget Resources,
    int Ranks,
    int ArraySize,
    TimeSpan? TimeLimit,
    string IdempotencyKey);

/// <summary>Where a job stands.</summary>
public enum JobState
{
    /// <summary>Accepted, not started.</summary>
    Queued,

    /// <summary>A process works on it and its heartbeat is fresh.</summary>
    Running,

    /// <summary>It ended well; its result is there.</summary>
    Succeeded,

    /// <summary>It ended with a problem or died.</summary>
    Failed,

    /// <summary>Somebody stopped it.</summary>
    Cancelled,
}

/// <summary>A job as it stands.</summary>
/// <param name="Id">The port's name for it.</param>
/// <param name="State">Where it stands.</param>
/// <param name="FencingToken">Grows with each attempt; a result of an older token is ignored.</param>
/// <param name="ResultJson">What the handler returned; null until it succeeded.</param>
/// <param name="Problems">Why it failed; empty otherwise.</param>
/// <param name="PeakMemoryBytes">VmHWM of the process; 0 while unknown.</param>
public sealed record JobStatus(
    string Id, JobState State, long FencingToken, string? ResultJson,
    IReadOnlyList<Problems.Problem> Problems, long PeakMemoryBytes);

/// <summary>Runs jobs. Thread safe.</summary>
public interface IJobs
{
    /// <summary>Starts a job, or finds the one with the same idempotency key.</summary>
    Task<string> SubmitAsync(JobSpec spec, CancellationToken ct);

    /// <summary>Where it stands; null when it is not known.</summary>
    Task<JobStatus?> StatusAsync(string jobId, CancellationToken ct);

    /// <summary>The lines the job has written with <see cref="JobContext.Report"/>, from <paramref name="fromLine"/> (0-based) until it ends.</summary>
    IAsyncEnumerable<string> FollowAsync(string jobId, int fromLine, CancellationToken ct);

    /// <summary>Waits for the end. Cancelling the token cancels the job.</summary>
    Task<JobStatus> WaitAsync(string jobId, CancellationToken ct);

    /// <summary>Stops it; no error when it has ended.</summary>
    Task CancelAsync(string jobId, CancellationToken ct);
}

/// <summary>What a job sees of the world. It may write blobs; it never writes tables.</summary>
/// <param name="SpecJson">The handler's parameters.</param>
/// <param name="Inputs">Blobs by role.</param>
/// <param name="Blobs">The blob store.</param>
/// <param name="Resources">This process's budget.</param>
/// <param name="Scratch">A folder that is removed when the job succeeded and kept over restarts of the same idempotency key: checkpoints' names live here.</param>
/// <param name="Report">Writes one line to the log stream; at once visible to the follower.</param>
public sealed record JobContext(
    string SpecJson,
    IReadOnlyDictionary<string, Digest> Inputs,
    Blobs.IBlobStore Blobs,
    Resources.ResourceBudget Resources,
    string Scratch,
    Action<string> Report);

/// <summary>Does the jobs of one kind, in a worker process.</summary>
public interface IJobHandler
{
    /// <summary>The kind it does.</summary>
    string Kind { get; }

    /// <summary>Does it and returns the result as JSON.</summary>
    Task<Problems.Outcome<string>> RunAsync(JobContext context, CancellationToken ct);
}
