using Millrace.Kernel.Problems;

namespace Millrace.Monitoring;

internal static class MonitoringProblems
{
    public static Problem PartMissing(string part, IEnumerable<string> known) => new(
        "monitoring.part-missing", ProblemKind.Invalid,
        $"The monitoring section names the part '{part}', which the split does not have. {DidYouMean.Hint(part, known)}",
        "Name a part of training.split.");

    public static Problem PartNotInTime(string part) => new(
        "monitoring.part-not-in-time", ProblemKind.Invalid,
        $"The part '{part}' is a random sample of the rows, so it is no window in time and has nothing to drift from.",
        "Split by time (training.split.type: time) or leave the monitoring section out.");

    public static Problem? OfFile(string path) =>
        !File.Exists(path) ? new Problem(
            "monitoring.file-missing", ProblemKind.NotFound, $"There is no file '{path}'.", "Check the path.")
        : new FileInfo(path).Length == 0 ? NoRows(path)
        : null;

    public static Problem NoRows(string path) => new(
        "monitoring.file-empty", ProblemKind.Invalid, $"The file '{path}' has no rows.", "Compare files that hold rows.");

    public static Problem Unreadable(string path, string why) => new(
        "monitoring.file-unreadable", ProblemKind.Invalid, $"The file '{path}' cannot be read: {FirstLine(why)}",
        "It must be CSV with a header, Parquet, or JSON lines, named .csv, .parquet or .jsonl.");

    public static Problem NoCommonColumn(string reference, IReadOnlyList<string> before, string current, IReadOnlyList<string> now) => new(
        "monitoring.no-common-column", ProblemKind.Invalid,
        $"'{reference}' has the columns {string.Join(", ", before)}; '{current}' has {string.Join(", ", now)}. None is in both.",
        "Compare files with the same columns.");

    private static string FirstLine(string text) => text.Split('\n')[0];
}
