using Millrace.Kernel.Problems;

namespace Millrace.Features.Requests;

internal static class RequestProblems
{
    public static Problem LookupMissing(string source, string key, string? value) => new(
        "features.lookup-missing", ProblemKind.Invalid,
        value is null ? $"The key '{key}' of '{source}' is null." : $"'{value}' is not a known {key} of '{source}'.",
        "Training put such rows into quarantine, so the model has never seen one.");

    public static Problem NoEventTime(string column) => new(
        "features.no-event-time", ProblemKind.Invalid, $"The prediction time '{column}' is null for this request.",
        "Send the fields it derives from.");

    public static Problem BeforeHistory(DateTimeOffset instant) => new(
        "features.before-history", ProblemKind.Invalid,
        $"The prediction time {instant.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z lies before the history that the online features keep.",
        "Ask about a later time, or score old rows in a batch.");

    public static Problem NotComputable(string why) => new(
        "features.not-computable", ProblemKind.Invalid, $"A feature cannot be computed from these values: {why}", "Check the request's values.");
}
