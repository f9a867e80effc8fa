using Millrace.Kernel.Problems;

namespace Millrace.Workflows;

/// <content>Values that fit their shape but not each other, or not the data.</content>
internal static partial class WorkflowProblems
{
    public static Problem UnknownReference(string path, string kind, string got, IEnumerable<string> known) => new(
        UnknownReferenceCode, ProblemKind.Invalid, $"'{path}' names the {kind} '{got}', which does not exist.", DidYouMean.Hint(got, known));

    public static Problem DuplicateName(string name, string kind, string other) => new(
        DuplicateNameCode, ProblemKind.Invalid, $"The {kind} '{name}' exists already: {other}.", "Give it another name.");

    public static Problem Contradiction(string what, string? fix = null) => new(ContradictionCode, ProblemKind.Invalid, what, fix);

    public static Problem OutOfBounds(string what, string? fix = null) => new(OutOfRangeCode, ProblemKind.Invalid, what, fix);

    public static Problem FutureLeak(string what, string fix) => new(FutureLeakCode, ProblemKind.Invalid, what, fix);

    public static Problem SourceNotFound(string name, string path) => new(
        SourceNotFoundCode, ProblemKind.NotFound, $"The file of source '{name}' does not exist: {path}", "Paths are relative to the workflow file. For the samples, run: ./millrace demo");

    public static Problem SourceUnreadable(string name, string reason) => new(
        SourceUnreadableCode, ProblemKind.Invalid, $"Source '{name}' cannot be read: {reason}", "Check the file and 'format'; a truncated file must be fetched again.");

    public static Problem ColumnNotInData(string source, string column, IEnumerable<string> known) => new(
        ColumnNotInDataCode, ProblemKind.Invalid, $"Source '{source}' has no column '{column}'.", DidYouMean.Hint(column, known));

    public static Problem ColumnTypeDiffers(string column, string declared, string found) => new(
        ColumnTypeDiffersCode, ProblemKind.Invalid, $"Column '{column}' is declared as {declared}, but the data has {found}.", $"Write type: {found}, and cast it in data.derived if another type is needed.");

    public static Problem BadExpression(string path, string reason, string? fix = null) => new(
        BadExpressionCode, ProblemKind.Invalid, $"'{path}': {reason}", fix);
}
