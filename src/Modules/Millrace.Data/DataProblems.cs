using Millrace.Data.Contracts;
using Millrace.DuckDb;
using Millrace.Kernel.Problems;

namespace Millrace.Data;

/// <summary>What can be wrong with a file or the disk.</summary>
internal static class DataProblems
{
    public static Problem SourceMissing(string path) => new(
        "data.source-missing", ProblemKind.NotFound,
        $"There is no file {path}.",
        "Correct the source's path in the workflow file; a relative path starts at that file's folder.");

    public static Problem SourceEmpty(string path) => new(
        "data.source-empty", ProblemKind.Invalid,
        $"{path} is empty (0 bytes).",
        "Get the file again, or point the source at another one.");

    public static Problem SourceUnreadable(string path, string format, string reason) => new(
        "data.source-unreadable", ProblemKind.Invalid,
        $"{path} cannot be read as {format}: {reason.TrimEnd('.')}.",
        "Get or write the file again if it is damaged, or correct the source's format.");

    public static Problem CsvRagged(string path, long line, int expected, int found) => new(
        "data.csv-ragged", ProblemKind.Invalid,
        $"{path}, line {line}: {found} {(found == 1 ? "field" : "fields")} where the header has {expected}.",
        "Mend that line; a field that contains the delimiter belongs in double quotes.");

    public static Problem CsvMalformed(string path, long line, string what) => new(
        "data.csv-malformed", ProblemKind.Invalid,
        $"{path}, line {line}: {what.TrimEnd('.')}.",
        "Mend that line; fields are quoted with double quotes, and a quote inside is doubled.");

    public static Problem DuplicateColumn(string where, string column) => new(
        "data.duplicate-column", ProblemKind.Invalid,
        $"{where} has two columns named '{column}' (case does not count).",
        "Rename one of them.");

    public static Problem UnknownFormat(string format) => new(
        "data.unknown-format", ProblemKind.Invalid,
        $"There is no format '{format}'. {DidYouMean.Hint(format, DataVocabulary.Formats)}",
        $"Use one of: {string.Join(", ", DataVocabulary.Formats)}.");

    public static Problem OutOfMemory(string detail) => new(
        "data.out-of-memory", ProblemKind.Unavailable,
        $"The data does not fit the memory it may use: {FirstLine(detail).TrimEnd('.')}.",
        "Give the run more memory, or free disk space for spilling.");

    /// <summary>The problem behind a failure of disk or memory, or null when it is something else.</summary>
    public static Problem? Machine(Exception failure) => failure switch
    {
        DuckDbException { IsDiskFull: true } full => MachineProblems.DiskFull(FirstLine(full.Message)),
        DuckDbException { Kind: DuckErrorKind.OutOfMemory } full => OutOfMemory(full.Message),
        _ => MachineProblems.From(failure),
    };

    /// <summary>DuckDB's message without its help text.</summary>
    public static string FirstLine(string message)
    {
        var end = message.IndexOf('\n', StringComparison.Ordinal);
        return (end < 0 ? message : message[..end]).Trim();
    }
}
