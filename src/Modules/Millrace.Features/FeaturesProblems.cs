using Millrace.DuckDb;
using Millrace.DuckDb.Expressions;
using Millrace.Kernel.Problems;

namespace Millrace.Features;

/// <summary>What can be wrong with features.</summary>
internal static class FeaturesProblems
{
    public static Problem UnknownEntity(string view, string entity, IEnumerable<string> known) => Invalid(
        "features.unknown-entity", $"View '{view}' is about the entity '{entity}', which does not exist.", DidYouMean.Hint(entity, known));

    public static Problem UnknownColumn(string subject, string column, IEnumerable<string> known) => Invalid(
        "features.unknown-column", $"{subject} names the column '{column}', which the prepared data does not have.",
        DidYouMean.Hint(column, known));

    public static Problem UnknownKey(string view, string key, string entity, IEnumerable<string> keys) => Invalid(
        "features.unknown-key", $"View '{view}' maps '{key}', which is no key of the entity '{entity}'.", DidYouMean.Hint(key, keys));

    public static Problem KeyType(string subject, string column, string type) => Invalid(
        "features.key-type", $"{subject} uses '{column}' as a key, but it is {type}: equal numbers may differ in their last bits.",
        "Derive a key of type integer or varchar.");

    public static Problem KeyTypesDiffer(string view, string key, string keyType, string column, string columnType) => Invalid(
        "features.key-types-differ",
        $"View '{view}' looks up the key '{key}' ({keyType}) by the column '{column}' ({columnType}), so no value would ever match.",
        $"Derive a column with CAST({column} AS {keyType}).");

    public static Problem NoWindows(string view) => Invalid(
        "features.no-windows", $"View '{view}' has no window.", "Give it at least one, for example: windows: [1d, 28d].");

    public static Problem NoAggregates(string view) => Invalid(
        "features.no-aggregates", $"View '{view}' has no aggregate.", "Give it at least one, for example: flights: { function: count }.");

    public static Problem WindowLength(string view, string window) => Invalid(
        "features.window-length", $"Window '{window}' of view '{view}' is not longer than zero.", "Write a length such as 2h or 28d.");

    public static Problem WindowOverTtl(string view, string window, TimeSpan ttl) => Invalid(
        "features.window-over-ttl",
        $"Window '{window}' of view '{view}' is longer than the view's ttl of {ttl.TotalDays:0.##} days, so old rows in it would be dropped.",
        $"Raise the ttl to {window} or more, or shorten the window.");

    public static Problem UnknownFunction(string view, string aggregate, string function, IEnumerable<string> known) => Invalid(
        "features.unknown-function", $"Aggregate '{aggregate}' of view '{view}': there is no function '{function}'.",
        DidYouMean.Hint(function, known));

    public static Problem AggregateNeedsColumn(string view, string aggregate, string function) => Invalid(
        "features.aggregate-needs-column", $"Aggregate '{aggregate}' of view '{view}': {function} needs a column.",
        "Name the column to aggregate; only count can do without.");

    public static Problem AggregateType(string view, string aggregate, string column, string type) => Invalid(
        "features.aggregate-type", $"Aggregate '{aggregate}' of view '{view}': '{column}' is {type}, which is no number.",
        "Aggregate a number or a boolean, or derive one.");

    public static Problem InvalidName(string what, string name) => Invalid(
        "features.invalid-name", $"'{name}' cannot name {what}.",
        "Use a letter, then letters, digits and underscores, so that expressions can name it without quotes.");

    public static Problem DuplicateName(string name) => Invalid(
        "features.duplicate-name", $"Two features are named '{name}' (case does not count).", "Rename one of them.");

    public static Problem NameTaken(string name) => Invalid(
        "features.name-taken", $"Feature '{name}' has the name of a column, so an expression could mean either.",
        $"Rename the feature, for example to {name}_value.");

    public static Problem UnknownType(string name, string type, IEnumerable<string> known) => Invalid(
        "features.unknown-type", $"Feature '{name}': there is no feature type '{type}'.", DidYouMean.Hint(type, known));

    public static Problem Expression(string subject, string sql, ExpressionRefusal refusal) => Invalid(
        "features.expression-invalid",
        $"{subject}: {refusal.Message.TrimEnd('.')}{(refusal.Position is { } at ? $" (at character {at + 1} of '{sql}')" : $" (in '{sql}')")}.",
        "Write one DuckDB expression over columns of the row and features.");

    public static Problem UnknownName(string subject, string name, IEnumerable<string> known) => Invalid(
        "features.unknown-name", $"{subject} names '{name}', which is neither a column nor a feature before it.",
        DidYouMean.Hint(name, known));

    public static Problem NotRepeatable(string subject, string function) => Invalid(
        "features.expression-not-repeatable",
        $"{subject}: {function}() answers differently each time, so training and serving could not agree.",
        "Use the event time or a constant instead.");

    public static Problem ExpressionType(string subject, string type, string wanted) => Invalid(
        "features.expression-type", $"{subject} gives {type}, which cannot become {wanted}.", "Change the type or the expression.");

    public static Problem LeaksFuture(string subject, string column, string reason) => Invalid(
        "features.leaks-future",
        $"{subject} uses '{column}', which is not known at prediction time: {reason}.",
        "Use it through a view, which counts a past row only once it was known, or leave it out.");

    public static Problem TargetType(string target, string type) => Invalid(
        "features.target-type", $"The target '{target}' is {type}, which is neither a boolean nor a number.",
        "Derive a boolean or numeric target.");

    public static Problem TimeType(string role, string column, string type) => Invalid(
        "features.time-type", $"The {role} '{column}' is {type}, not a timestamp in UTC.", "Derive a column of type timestamp.");

    public static Problem ExpectedRange(string subject, string what) => Invalid(
        "features.expected-range", $"{subject}: {what}.", "Let min be at most max, and null_share between 0 and 1.");

    public static Problem NoRows(string dataset) => Invalid(
        "features.no-rows", $"The prepared dataset '{dataset}' has no rows, so there is nothing to compute features of.",
        "See what was quarantined with: millrace data show.");

    public static Problem NoEventTime(string column, long rows) => Invalid(
        "features.event-time-missing", $"{rows:N0} rows have no event time ('{column}' is null), so they have no place in time.",
        $"Add the check: {{ check: not_null, columns: [{column}] }}, which quarantines them.");

    public static Problem AllNull(string feature, string transformation, long rows) => Invalid(
        "features.all-null", $"Feature '{feature}' ({transformation}) is null on all {rows:N0} rows.",
        "Lengthen its window, correct its source, or remove it.");

    public static Problem ExpressionFailed(string message) => Invalid(
        "features.expression-failed", $"Computing the features failed on a value: {FirstLine(message).TrimEnd('.')}.",
        "Guard the expression (TRY_CAST, NULLIF, CASE), or check the raw column before.");

    public static Problem JoinColumn(string file, string column, IEnumerable<string> known) => Invalid(
        "features.join-column", $"{file} has no column '{column}'.", DidYouMean.Hint(column, known));

    public static Problem JoinColumnTwice(string column) => Invalid(
        "features.join-column", $"The left file has a column '{column}' already.", "Rename the feature column.");

    public static Problem OnlineUnreadable(string message) => new(
        "features.online-unreadable", ProblemKind.Unavailable, $"The online features cannot be read: {message.TrimEnd('.')}.",
        "Run the workflow again; the features will be materialized anew.");

    public static Problem OutOfMemory(string message) => new(
        "features.out-of-memory", ProblemKind.Unavailable,
        $"The features do not fit the memory they may use: {FirstLine(message).TrimEnd('.')}.",
        "Give the run more memory, or free disk space for spilling.");

    /// <summary>The problem behind a failure of data, disk or memory, or null when it is something else.</summary>
    public static Problem? Of(Exception failure) => failure switch
    {
        DuckDbException { IsDiskFull: true } full => MachineProblems.DiskFull(FirstLine(full.Message)),
        DuckDbException { Kind: DuckErrorKind.OutOfMemory } full => OutOfMemory(full.Message),
        DuckDbException { Kind: DuckErrorKind.Conversion or DuckErrorKind.OutOfRange or DuckErrorKind.InvalidInput } value =>
            ExpressionFailed(value.Message),
        ProblemException carried => carried.Problems[0],
        _ => MachineProblems.From(failure),
    };

    private static Problem Invalid(string code, string what, string fix) => new(code, ProblemKind.Invalid, what, fix);

    private static string FirstLine(string message) => message.Split('\n', 2)[0].Trim();
}
