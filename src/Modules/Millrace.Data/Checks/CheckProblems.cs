using Millrace.Data.Contracts;
using Millrace.Kernel.Problems;

namespace Millrace.Data.Checks;

/// <summary>What can be wrong with a check, and what a check that does not pass says.</summary>
internal static class CheckProblems
{
    public static Problem UnknownCheck(string check) => Invalid(
        "data.unknown-check", $"There is no check '{check}'.", DidYouMean.Hint(check, DataVocabulary.CheckNames));

    public static Problem FieldMissing(string check, string field) => Invalid(
        "data.check-field-missing", $"Check '{check}' lacks '{field}'.", $"Add {field}: … to it.");

    public static Problem FieldUnused(string check, string field) => Invalid(
        "data.check-field-unused", $"Check '{check}' has no use for '{field}'.", "Remove it, or name the check that takes it.");

    public static Problem ColumnType(string check, string column, string type, string wanted) => Invalid(
        "data.check-column-type", $"Check '{check}' wants {wanted}, but '{column}' is {type}.",
        "Name another column, or derive one of the right type.");

    public static Problem Value(string check, string what, string fix) =>
        Invalid("data.check-value", $"Check '{check}': {what}.", fix);

    public static Problem NotPassed(string dataset, IReadOnlyList<CheckResult> results, long quarantinedCount) => new(
        "data.checks-failed", ProblemKind.GateNotPassed,
        $"{results.Count} {(results.Count == 1 ? "check" : "checks")} on '{dataset}' did not pass. {string.Join(" ", results.Select(result => result.Reason))}",
        quarantinedCount > 0
            ? $"Look at the failing rows with: millrace data show {dataset}.quarantine"
            : $"Look at the report with: millrace data show {dataset}");

    public static Problem NoRows(string dataset, long rowCount) => new(
        "data.no-rows", ProblemKind.GateNotPassed,
        rowCount == 0 ? $"'{dataset}' has no rows, so nothing could be checked." : $"All {rowCount} rows of '{dataset}' are in quarantine.",
        rowCount == 0 ? "Point the source at a file with rows." : $"Look at the reasons with: millrace data show {dataset}.quarantine");

    private static Problem Invalid(string code, string what, string fix) => new(code, ProblemKind.Invalid, what, fix);
}
