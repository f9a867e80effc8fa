using System.Globalization;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Tracking.Contracts;

namespace Millrace.Tracking;

/// <summary>What can be wrong; worded so that who knows MLflow's messages finds their key phrases.</summary>
internal static class TrackingProblems
{
    private const string ActiveFix = "Restore it first.";

    public static Problem RunNotFound(RunId run) => RunNotFound(run.ToString());

    public static Problem RunNotFound(string run) => new(
        "tracking.run-not-found", ProblemKind.NotFound, $"Run with id={Cut(run)} not found.", "List them with: millrace runs list");

    public static Problem RunNotActive(string run, string stage) => new(
        "tracking.run-not-active", ProblemKind.Conflict, $"The run {run} must be in the 'active' state. Current state is {stage}.", ActiveFix);

    public static Problem RunTagNotFound(string run, string key) => new(
        "tracking.run-tag-not-found", ProblemKind.NotFound, $"No tag with name: {Cut(key)} in run with id {run}", null);

    public static Problem RunNamesDiffer(string name, string tag) => new(
        "tracking.run-names-differ", ProblemKind.Invalid,
        $"Both 'run_name' argument and 'mlflow.runName' tag are specified, but differ: run_name='{Cut(name)}', mlflow.runName='{Cut(tag)}'.",
        "Give one of them.");

    public static Problem ExperimentNotFound(ExperimentId experiment) => ExperimentNotFound(experiment.ToString());

    public static Problem ExperimentNotFound(string experiment) => new(
        "tracking.experiment-not-found", ProblemKind.NotFound, $"No Experiment with id={Cut(experiment)} exists", "Create it by name first.");

    public static Problem ExperimentNameNotFound(string name) => new(
        "tracking.experiment-name-not-found", ProblemKind.NotFound, $"Could not find experiment with name '{Cut(name)}'", null);

    public static Problem ExperimentExists(string name, string stage) => new(
        "tracking.experiment-exists", ProblemKind.Conflict, $"Experiment(name={Cut(name)}) already exists.",
        stage == "active" ? "Use it, or another name." : "It is deleted: restore it, or use another name.");

    public static Problem ExperimentNotActive(long experiment, string stage) => new(
        "tracking.experiment-not-active", ProblemKind.Conflict,
        string.Create(CultureInfo.InvariantCulture, $"The experiment {experiment} must be in the 'active' state. Current state is {stage}."), ActiveFix);

    public static Problem ExperimentTagNotFound(long experiment, string key) => new(
        "tracking.experiment-tag-not-found", ProblemKind.NotFound,
        string.Create(CultureInfo.InvariantCulture, $"No tag with name: {Cut(key)} in experiment with id {experiment}"), null);

    public static Problem LocationInvalid(string location) => new(
        "tracking.location-invalid", ProblemKind.Invalid,
        $"'artifact_location' URL can't include fragments, params or '..', but got '{Cut(location)}'.", "Give a plain URI, or none.");

    public static Problem RunElsewhere(RunId run, ExperimentId experiment) => new(
        "tracking.run-elsewhere", ProblemKind.Conflict, $"Run '{run}' belongs to another experiment than {experiment}.", "Use another run id.");

    public static Problem ParamChanged(string run, string key, string old, string wanted) => new(
        "tracking.param-changed", ProblemKind.Conflict,
        $"Changing param values is not allowed. Param with key='{Cut(key)}' was already logged with value='{Cut(old)}' for run ID='{run}'. "
        + $"Attempted logging new value '{Cut(wanted)}'.",
        "Parameters never change; use a tag, or another run.");

    public static Problem ParamTwice(string key, string first, string second) => new(
        "tracking.param-twice", ProblemKind.Invalid,
        $"Duplicate parameter keys have been submitted: '{Cut(key)}' with '{Cut(first)}' and with '{Cut(second)}'.", "Send one value per key.");

    public static Problem KeyInvalid(string path, string key) => new(
        "tracking.key-invalid", ProblemKind.Invalid, $"Invalid value \"{Cut(key)}\" for parameter '{path}' supplied: {RunLimits.KeyRule}", null);

    public static Problem KeyTooLong(string path, int length) => new(
        "tracking.key-invalid", ProblemKind.Invalid,
        string.Create(CultureInfo.InvariantCulture, $"'{path}' exceeds the maximum length of {RunLimits.MaxKeyLength} characters: it has {length}."), null);

    public static Problem TooLong(string path, int length, int most) => new(
        "tracking.value-too-long", ProblemKind.Invalid,
        string.Create(CultureInfo.InvariantCulture, $"'{path}' exceeds the maximum length of {most} characters: it has {length}."),
        "Log it as an artifact instead.");

    public static Problem BatchTooMany(string what, int count, int most) => new(
        "tracking.batch-too-many", ProblemKind.Invalid,
        string.Create(CultureInfo.InvariantCulture, $"A batch logging request can contain at most {most} {what}. Got {count} {what}."),
        $"Please split up {what} across multiple requests.");

    public static Problem BatchTooLarge(long bytes) => new(
        "tracking.batch-too-large", ProblemKind.Invalid,
        string.Create(
            CultureInfo.InvariantCulture, $"Batched logging API requests must be at most {RunLimits.MostBatchBytes} bytes, got a request of size {bytes}."),
        "Send it in parts.");

    public static Problem ParameterInvalid(string path, string value, string rule) => new(
        "tracking.parameter-invalid", ProblemKind.Invalid, $"Invalid value {Cut(value)} for parameter '{path}' supplied: {rule}", null);

    public static Problem ParameterMissing(string path) => new(
        "tracking.parameter-missing", ProblemKind.Invalid, $"Missing value for required parameter '{path}'.",
        "See the API docs for more information about request parameters.");

    public static Problem HistoryRuns(string request, string parameter, int count, int most) => new(
        "tracking.history-runs", ProblemKind.Invalid,
        string.Create(CultureInfo.InvariantCulture, $"{request} request must specify at least one and at most {most} {parameter}. Received {count}."),
        "Ask in parts.");

    public static Problem NameInvalid(string what, string name) => new(
        "tracking.name-invalid", ProblemKind.Invalid, $"'{Cut(name)}' is no name of {what}.", $"Use 1 to {RunLimits.MaxKeyLength} characters.");

    public static Problem ExperimentNameInvalid(string name) => new(
        "tracking.experiment-name-invalid", ProblemKind.Invalid, $"Invalid experiment name: '{Cut(name)}'",
        string.Create(CultureInfo.InvariantCulture, $"'name' exceeds the maximum length of {RunLimits.MaxExperimentNameLength} characters, or is empty."));

    public static Problem StatusInvalid(RunStatus status) => new(
        "tracking.status-invalid", ProblemKind.Invalid, $"A run cannot end as {status}.", "Use Finished, Failed or Killed.");

    public static Problem LimitOutOfRange(RunQuery query) => new(
        "tracking.limit-out-of-range", ProblemKind.Invalid,
        $"The limit must be between 1 and {RunQuery.MaxLimit} and the offset 0 or more, but got {query.Limit} and {query.Offset}.");

    public static Problem OrderUnknown(string order) => new(
        "tracking.order-unknown", ProblemKind.Invalid, $"Runs cannot be ordered by '{order}'.", "Use started, name, metrics.KEY, or a clause with its direction, like: params.lr ASC");

    public static Problem NothingToCompare() => new(
        "tracking.nothing-to-compare", ProblemKind.Invalid, "No run was named.", "Name the runs: millrace runs compare RUN RUN");

    private static string Cut(string text) => text.Length <= 80 ? text : text[..80] + "…";
}
