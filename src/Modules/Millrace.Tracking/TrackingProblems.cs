using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Tracking.Contracts;

namespace Millrace.Tracking;

internal static class TrackingProblems
{
    public static Problem RunNotFound(RunId run) => new(
        "tracking.run-not-found", ProblemKind.NotFound, $"There is no run '{run}'.", "List them with: millrace runs list");

    public static Problem ExperimentNotFound(ExperimentId experiment) => new(
        "tracking.experiment-not-found", ProblemKind.NotFound, $"There is no experiment {experiment}.", "Create it by name first.");

    public static Problem RunElsewhere(RunId run, ExperimentId experiment) => new(
        "tracking.run-elsewhere", ProblemKind.Conflict, $"Run '{run}' belongs to another experiment than {experiment}.", "Use another run id.");

    public static Problem ParamChanged(RunId run, string key, string old, string wanted) => new(
        "tracking.param-changed", ProblemKind.Conflict,
        $"Parameter '{key}' of run '{run}' is '{Cut(old)}' and cannot become '{Cut(wanted)}'.", "Parameters never change; use a tag, or another run.");

    public static Problem KeyInvalid(string what, string key) => new(
        "tracking.key-invalid", ProblemKind.Invalid, $"'{Cut(key)}' is no key of a {what}.", $"Use {RunLimits.KeyRule}.");

    public static Problem ValueTooLong(string what, string key, int length, int most) => new(
        "tracking.value-too-long", ProblemKind.Invalid,
        $"The value of {what} '{Cut(key)}' has {length} characters; at most {most} are kept.", "Log it as an artifact instead.");

    public static Problem NameInvalid(string what, string name) => new(
        "tracking.name-invalid", ProblemKind.Invalid, $"'{Cut(name)}' is no name of {what}.", $"Use 1 to {RunLimits.MaxKeyLength} characters.");

    public static Problem PathInvalid(string path) => new(
        "tracking.path-invalid", ProblemKind.Invalid, $"'{Cut(path)}' is no path of an artifact.",
        "Use names joined by '/', without '.', '..', a leading '/' or a backslash.");

    public static Problem StatusInvalid(RunStatus status) => new(
        "tracking.status-invalid", ProblemKind.Invalid, $"A run cannot end as {status}.", "Use Finished, Failed or Killed.");

    public static Problem LimitOutOfRange(RunQuery query) => new(
        "tracking.limit-out-of-range", ProblemKind.Invalid,
        $"The limit must be between 1 and {RunQuery.MaxLimit} and the offset 0 or more, but got {query.Limit} and {query.Offset}.");

    public static Problem OrderUnknown(string order) => new(
        "tracking.order-unknown", ProblemKind.Invalid, $"Runs cannot be ordered by '{order}'.", "Use started, name or metrics.KEY.");

    public static Problem NothingToCompare() => new(
        "tracking.nothing-to-compare", ProblemKind.Invalid, "No run was named.", "Name the runs: millrace runs compare RUN RUN");

    private static string Cut(string text) => text.Length <= 80 ? text : text[..80] + "…";
}
