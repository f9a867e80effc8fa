using Millrace.Kernel.Problems;

namespace Millrace.Cli;

/// <summary>What can go wrong around a command.</summary>
internal static class CliProblems
{
    public static Problem Cancelled(string command) => new(
        "cli.cancelled", ProblemKind.Cancelled, $"'{command}' was stopped.",
        "Nothing is half-written; run the same command again to go on where it stopped.");

    public static Problem OwnerRefused(Uri owner, int status) => new(
        "cli.owner-refused", ProblemKind.Forbidden, $"The server at {owner} answered {status}.",
        "It must be of the same version and started by the same user; restart it with: millrace server");

    public static Problem OwnerUnreachable(Uri owner, string why) => new(
        "cli.owner-unreachable", ProblemKind.Unavailable, $"The server at {owner} owns the home but does not answer: {why}",
        "Start it again with: millrace server");

    public static Problem OwnerStopped() => new(
        "cli.owner-stopped", ProblemKind.Unavailable, "The server stopped before the command ended.",
        "Start it again with: millrace server");

    public static Problem FileMissing(string path, string what) => new(
        "cli.file-missing", ProblemKind.NotFound, $"There is no {what} at '{path}'.", "Check the path.");

    public static Problem Usage(string what, string example) => new("cli.usage", ProblemKind.Invalid, what, $"For example: {example}");

    public static Problem UsageOf(string command, string what) => new(
        "cli.usage", ProblemKind.Invalid, what, $"See what it takes with: {command} --help");

    public static Problem NothingRun(string workflow) => new(
        "cli.nothing-run", ProblemKind.NotFound, $"There is no finished run of '{workflow}' in this home that has what is asked for.",
        "Run it first with: millrace run workflow.yaml");

    public static Problem Unreadable(string path, string why) => new(
        "cli.file-unreadable", ProblemKind.Invalid, $"'{path}' cannot be read: {why.Split('\n')[0]}", "It must be CSV with a header, Parquet, or JSON lines.");

    public static Problem Unwritable(string path, string why) => new(
        "cli.file-unwritable", ProblemKind.Unavailable, $"'{path}' cannot be written: {why.TrimEnd('.')}.", "Choose a place in a folder that you may write to.");

    public static Problem ServerDidNotStart() => new(
        "cli.server-did-not-start", ProblemKind.Unavailable, "The server ended before it answered.", "See why with: millrace server --port 0");

    public static Problem ServerRefused(int status) => new(
        "cli.server-refused", ProblemKind.Unavailable, $"The server answered the request with {status}.", "Start it and try again: millrace server");

    public static Problem DesignNotSound(int count) => new(
        "cli.design-not-sound", ProblemKind.GateNotPassed, $"{count} of the design verdicts fail.", "Each says beside it what to add to the workflow file.");

    public static Problem NotReproduced(string run) => new(
        "cli.not-reproduced", ProblemKind.GateNotPassed, $"Run {run} trained again gives something else.",
        "Look at what differs around it: other library versions or another number of threads change the last bits.");
}
