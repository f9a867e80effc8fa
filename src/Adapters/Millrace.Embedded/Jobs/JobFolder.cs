using System.Globalization;
using Millrace.Embedded.Posix;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Jobs;
using Millrace.Kernel.Problems;

namespace Millrace.Embedded.Jobs;

/// <summary>One job on disk: a scratch folder that lasts over attempts, and a folder per attempt, named by its fencing token.</summary>
/// <param name="Path">The job's folder; its name is the job's id.</param>
internal sealed record JobFolder(string Path)
{
    private const int IdLength = 32;

    public string Id => System.IO.Path.GetFileName(Path);

    public string Scratch => System.IO.Path.Combine(Path, "scratch");

    /// <summary>The folder of the job with this key, whether it is there or not.</summary>
    public static JobFolder ForKey(string jobsRoot, string idempotencyKey) =>
        new(System.IO.Path.Combine(jobsRoot, Digest.Of(idempotencyKey).ToString()[..IdLength]));

    /// <summary>The folder of a known job; null for anything else, so that an id never becomes another path.</summary>
    public static JobFolder? Find(string jobsRoot, string id)
    {
        var isId = id.Length == IdLength && !id.AsSpan().ContainsAnyExcept("0123456789abcdef");
        var folder = new JobFolder(System.IO.Path.Combine(jobsRoot, id));
        return isId && Directory.Exists(folder.Path) ? folder : null;
    }

    public AttemptFolder? LatestAttempt()
    {
        if (!Directory.Exists(Path))
        {
            return null;
        }

        var newest = Directory.EnumerateDirectories(Path).Select(TokenOf).Append(0).Max();
        return newest == 0 ? null : Attempt(newest);
    }

    public AttemptFolder NextAttempt() => Attempt((LatestAttempt()?.FencingToken ?? 0) + 1);

    private static long TokenOf(string folder) =>
        long.TryParse(System.IO.Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var token) ? token : 0;

    private AttemptFolder Attempt(long token) =>
        new(System.IO.Path.Combine(Path, token.ToString(CultureInfo.InvariantCulture)), token);
}

/// <summary>What one attempt's process is given and leaves.</summary>
/// <param name="Path">The attempt's folder.</param>
/// <param name="FencingToken">Its number, from 1.</param>
internal sealed record AttemptFolder(string Path, long FencingToken)
{
    public string Log => System.IO.Path.Combine(Path, "log.ndjson");

    public string Heartbeat => System.IO.Path.Combine(Path, "heartbeat");

    private string Assignment => System.IO.Path.Combine(Path, "spec.json");

    private string Result => System.IO.Path.Combine(Path, "result.json");

    public void WriteAssignment(JobAssignment assignment)
    {
        Directory.CreateDirectory(Path);
        DurableFile.Write(Assignment, CanonicalJson.Serialize(assignment), isPrivate: true);
    }

    public JobAssignment ReadAssignment() => CanonicalJson.Deserialize<JobAssignment>(File.ReadAllBytes(Assignment));

    public void WriteResult(JobResult result) =>
        DurableFile.Write(Result, CanonicalJson.Serialize(result), isPrivate: false);

    /// <summary>What the attempt left; null when it has not ended, or was killed before it could say.</summary>
    public JobResult? ReadResult()
    {
        if (!File.Exists(Result))
        {
            return null;
        }

        var result = CanonicalJson.Deserialize<JobResult>(File.ReadAllBytes(Result));
        return result.FencingToken == FencingToken ? result : null;
    }
}

/// <summary>What a worker process is told.</summary>
/// <param name="FormatVersion">Of this file.</param>
/// <param name="FencingToken">The attempt's number; the result must carry it.</param>
/// <param name="OwnerPid">The process without which the worker must not live.</param>
/// <param name="Scratch">The job's scratch folder.</param>
/// <param name="Spec">The work.</param>
internal sealed record JobAssignment(int FormatVersion, long FencingToken, int OwnerPid, string Scratch, JobSpec Spec);

/// <summary>How an attempt ended.</summary>
/// <param name="FormatVersion">Of this file.</param>
/// <param name="FencingToken">The attempt's number.</param>
/// <param name="State">Succeeded, failed or cancelled.</param>
/// <param name="ResultJson">The handler's answer; null unless succeeded.</param>
/// <param name="Problems">Why not; empty when succeeded.</param>
/// <param name="PeakMemoryBytes">VmHWM; 0 when the process could not tell any more.</param>
/// <param name="Blobs">What the attempt stored; the result is only worth something while all of it exists.</param>
internal sealed record JobResult(
    int FormatVersion, long FencingToken, JobState State, string? ResultJson,
    IReadOnlyList<Problem> Problems, long PeakMemoryBytes, IReadOnlyList<Digest> Blobs)
{
    public const int CurrentFormat = 1;

    public static JobResult Ended(long token, JobState state, Problem problem, long peakMemoryBytes = 0) =>
        new(CurrentFormat, token, state, null, [problem], peakMemoryBytes, []);
}
