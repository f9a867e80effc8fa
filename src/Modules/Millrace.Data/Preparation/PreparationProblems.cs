using Millrace.Data.Contracts;
using Millrace.DuckDb.Expressions;
using Millrace.Kernel.Problems;

namespace Millrace.Data.Preparation;

/// <summary>What can be wrong with columns, lookups and derived columns.</summary>
internal static class PreparationProblems
{
    public static Problem UnknownSource(string name, IEnumerable<string> known) => Invalid(
        "data.unknown-source", $"There is no source '{name}'.", DidYouMean.Hint(name, known));

    public static Problem ColumnMissing(string where, string column, IEnumerable<string> known) => Invalid(
        "data.column-missing", $"{where} has no column '{column}'.", DidYouMean.Hint(column, known));

    public static Problem ColumnType(string column, string declared, string actual) => Invalid(
        "data.column-type", $"Column '{column}' is declared as {declared}, but it is {actual} in the data.",
        $"Declare it as {actual}, or derive another column with CAST({column} AS {declared}).");

    public static Problem ValueType(string dataset, string message) => Invalid(
        "data.column-type", $"Source '{dataset}' holds a value that is not of its column's declared type: {message.TrimEnd('.')}.",
        "Mend the value, or declare the column as varchar and derive what you need with TRY_CAST.");

    public static Problem UnknownType(string column, string type) => Invalid(
        "data.unknown-type", $"Column '{column}': there is no type '{type}'.",
        "Use a DuckDB type: boolean, integer, bigint, double, decimal(18, 2), varchar, date, timestamp.");

    public static Problem ReservedColumn(string column) => Invalid(
        "data.reserved-column", $"The name '{column}' is Millrace's own.",
        $"Rename the column; reserved are {string.Join(", ", DataVocabulary.ReservedColumns)} and names that begin with __m_.");

    public static Problem UnknownWord(string what, string word, IEnumerable<string> known) => Invalid(
        "data.unknown-word", $"'{word}' is no {what}.", DidYouMean.Hint(word, known));

    public static Problem KeyType(string on, string onType, string source, string key, string keyType) => Invalid(
        "data.key-type", $"'{on}' is {onType}, but its key '{key}' in '{source}' is {keyType}.",
        $"Derive a column with CAST({on} AS {keyType}), or declare both alike.");

    public static Problem Expression(string subject, string sql, ExpressionRefusal refusal) => Invalid(
        "data.expression-invalid",
        $"{subject}: {refusal.Message.TrimEnd('.')}{(refusal.Position is { } at ? $" (at character {at + 1} of '{sql}')" : $" (in '{sql}')")}.",
        "Write one DuckDB expression over the columns of one row.");

    public static Problem NotRepeatable(string subject, string function) => Invalid(
        "data.expression-not-repeatable", $"{subject}: {function}() answers differently each time, so the data could not be made again.",
        "Use a column or a constant instead, such as TIMESTAMP '2001-07-01'.");

    public static Problem ResultType(string subject, string type, string wanted) => Invalid(
        "data.expression-type", $"{subject} gives {type}, which cannot become {wanted}.", "Change the type or the expression.");

    public static Problem TimeType(string role, string column, string type) => Invalid(
        "data.time-type", $"{role} must be a timestamp in UTC, but '{column}' is {type}.",
        type.Contains("zone", StringComparison.Ordinal) || type == "date"
            ? $"Derive a column of type timestamp with the expression: {column}"
            : "Name another column, or derive one of type timestamp.");

    public static Problem TimeDropped(string role, string column) => Invalid(
        "data.time-dropped", $"{role} '{column}' has the policy drop or hash for personal data, so it would not be in the data.",
        "Keep it, or derive another column for the time.");

    public static Problem KeyNotUnique(string source, string key, string value) => Invalid(
        "data.lookup-key-not-unique", $"'{source}' has more than one row with {key} = {value}, so a lookup has no one answer.",
        "Make the key unique in that source.");

    public static Problem ExpressionFailed(string what, string message) => Invalid(
        "data.expression-failed", $"Computing {what} failed on a value: {message.TrimEnd('.')}.",
        "Guard the expression (TRY_CAST, NULLIF, CASE), or check the raw column before.");

    private static Problem Invalid(string code, string what, string fix) => new(code, ProblemKind.Invalid, what, fix);
}
