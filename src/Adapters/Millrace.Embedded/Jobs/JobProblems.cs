using Millrace.Kernel.Jobs;
using Millrace.Kernel.Problems;

namespace Millrace.Embedded.Jobs;

internal static class JobProblems
{
    public static Problem OneProcessOnly(JobSpec spec) => new(
        "jobs.one-process-only", ProblemKind.Invalid,
        $"The job '{spec.Kind}' asks for {spec.Ranks} ranks and an array of {spec.ArraySize}, but this machine's jobs have one process.",
        "Ask for ranks: 1 and an array of 1, or use a cluster.");

    public static Problem KindUnknown(string kind, IEnumerable<string> known) => new(
        "jobs.kind-unknown", ProblemKind.Invalid, $"No worker does jobs of kind '{kind}'.", DidYouMean.Hint(kind, known));

    public static Problem Unknown(string id) => new(
        "jobs.not-found", ProblemKind.NotFound, $"No job has the id '{id}'.");

    public static Problem Cancelled(string kind) => new(
        "jobs.cancelled", ProblemKind.Cancelled, $"The job '{kind}' was stopped.",
        "Run the same command again; it goes on from its last checkpoint.");

    public static Problem TimeLimit(JobSpec spec) => new(
        "jobs.time-limit", ProblemKind.Cancelled, $"The job '{spec.Kind}' took longer than its limit of {spec.TimeLimit}.",
        "Raise the limit, or give the job less to do.");

    public static Problem HandlerCrashed(string kind, Exception failure) => new(
        "jobs.handler-crashed", ProblemKind.Bug, $"The job '{kind}' threw {failure.GetType().Name}: {failure.Message}");

    public static Problem WorkerDied(string kind, int exitCode, string lastWords)
    {
        var how = exitCode > 128 ? $"was killed by signal {exitCode - 128}" : $"ended with exit code {exitCode} and without a result";
        var words = lastWords.Length == 0 ? "" : $" Its last words: {lastWords}";
        return new Problem(
            "jobs.worker-died", ProblemKind.Unavailable, $"The worker process of '{kind}' {how}.{words}",
            exitCode == 137
                ? "If nobody killed it, the machine ran out of memory: free some, then run the same command again."
                : "Run the same command again; it goes on from its last checkpoint.");
    }

    public static Problem OwnerDied(string kind) => new(
        "jobs.worker-died", ProblemKind.Unavailable, $"The worker process of '{kind}' ended together with the process that started it.",
        "Run the same command again; it goes on from its last checkpoint.");

    public static Problem CannotStart(WorkerCommand command, string detail) => new(
        "jobs.cannot-start", ProblemKind.Unavailable, $"The worker process '{command.Executable}' does not start: {detail}",
        "Check that the file is there and may be executed.");
}
