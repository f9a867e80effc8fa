using Microsoft.Data.Sqlite;
using Millrace.Kernel.Problems;

namespace Millrace.Embedded.Tables;

/// <summary>What SQLite's error codes mean to a user.</summary>
internal static class SqliteProblems
{
    private const int Busy = 5;
    private const int ReadOnly = 8;
    private const int IoError = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    /// <summary>The failure as an expected one when it is the machine's; otherwise as it is.</summary>
    public static Exception Translate(Exception failure, string path) => failure switch
    {
        SqliteException sqlite when Of(sqlite, path) is { } problem => new ProblemException(problem),
        _ => failure,
    };

    /// <summary>The problem behind an error code, or null when the code tells of a bug.</summary>
    public static Problem? Of(SqliteException failure, string path) => failure.SqliteErrorCode switch
    {
        Full => MachineProblems.DiskFull($"cannot write to '{path}'"),
        Busy => new Problem(
            "tables.busy", ProblemKind.Busy, $"Another process has been writing to '{path}' for too long.",
            "End the other process, then try again."),
        IoError => new Problem(
            "tables.disk-failed", ProblemKind.Unavailable, $"The disk failed at '{path}': {failure.Message}.",
            "Check the disk; what was acknowledged before is kept."),
        Corrupt or NotADatabase => new Problem(
            "tables.damaged", ProblemKind.Unavailable, $"'{path}' is damaged or is not a database: {failure.Message}.",
            "Restore the file from a backup, or move it away and start with a new home."),
        ReadOnly or CannotOpen => MachineProblems.AccessDenied($"cannot open '{path}' for writing"),
        _ => null,
    };

    public static Problem EngineMissing(string detail) => new(
        "tables.engine-missing", ProblemKind.Unavailable, $"SQLite is not on this machine: {detail}",
        "Install it: apt-get install libsqlite3-0");
}
