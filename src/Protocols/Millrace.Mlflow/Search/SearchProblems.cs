using Millrace.Kernel.Problems;
using Millrace.Mlflow.Search.Filter;
using Millrace.Mlflow.Search.Vocabulary;

namespace Millrace.Mlflow.Search;

/// <summary>What can be wrong with a search. The messages hold the words by which MLflow's users know them.</summary>
internal static class SearchProblems
{
    private const int MostShown = 100;
    private const string Grammar = "docs/guide/search.md shows the grammar.";

    public static Problem Syntax(FilterToken token, string expected) => token.Kind switch
    {
        TokenKind.Broken => Syntax(token.Raw, token.Column, token.Value),
        TokenKind.End => Syntax("", token.Column, $"it ends where {expected} should follow"),
        _ => Syntax(token.Raw, token.Column, $"{expected} should stand here"),
    };

    public static Problem Syntax(string piece, int column, string why) => new(
        "search.syntax", ProblemKind.Invalid, $"Invalid clause(s) in filter string: '{Cut(piece)}' at column {column}: {why}.", Grammar);

    public static Problem NoIdentifier(FilterToken token) => new(
        "search.syntax", ProblemKind.Invalid,
        $"Invalid comparison clause. Expected 'Identifier' found '{Cut(token.Raw)}' at column {token.Column}.",
        "Write the name on the left and the value on the right: metrics.acc > 0.5");

    public static Problem UnknownPrefix(FilterToken token, SearchVocabulary vocabulary) => new(
        "search.entity-unknown", ProblemKind.Invalid,
        $"Invalid entity type '{Cut(token.Segments[0])}' at column {token.Column}. Valid values are {vocabulary.PrefixList}.",
        DidYouMean.Closest(token.Segments[0], vocabulary.Prefixes.Keys) is { } close ? $"Did you mean '{close}'?" : null);

    public static Problem UnknownAttribute(
        FilterToken token, SearchKind kind, string name, IReadOnlyList<SearchAttribute> known, SearchVocabulary vocabulary) => new(
        "search.attribute-unknown", ProblemKind.Invalid,
        $"Invalid {(kind == SearchKind.Dataset ? "dataset" : "attribute")} key '{Cut(name)}' specified at column {token.Column}. "
        + $"Valid keys are {string.Join(", ", known.Select(attribute => $"'{attribute.Name}'"))}.",
        DidYouMean.Closest(name, known.SelectMany(attribute => attribute.Aliases.Prepend(attribute.Name))) is { } close ? $"Did you mean '{close}'?"
        : kind == SearchKind.Attribute && token.Segments.Count == 1 ? PrefixHint(name, vocabulary)
        : null);

    public static Problem OperatorNotAllowed(string given, int column, string field, IReadOnlyList<SearchOperator> allowed) => new(
        "search.operator-not-allowed", ProblemKind.Invalid,
        $"Invalid comparator '{Cut(given)}' not one of {List(allowed)} for {Cut(field)}, at column {column}.",
        given switch { "==" => "Write = instead.", "<>" => "Write != instead.", _ => null });

    public static Problem ListNotAllowed(
        FilterToken shown, SearchName field, SearchVocabulary vocabulary, IReadOnlyList<SearchOperator> allowed)
    {
        var listed = vocabulary.Attributes.FirstOrDefault(attribute => attribute.TakesIn);
        return field.Kind != SearchKind.Attribute || field.Type == SearchType.Number || field.Attribute == listed || listed is null
            ? OperatorNotAllowed(shown.Raw.ToUpperInvariant(), shown.Column, field.Shown, allowed) with { Fix = WriteOr(field) }
            : new(
                "search.list-not-allowed", ProblemKind.Invalid,
                $"Only the '{listed.Name}' attribute supports comparison with a list of quoted string values, "
                + $"not '{Cut(field.Shown)}' at column {shown.Column}.",
                WriteOr(field));
    }

    public static Problem ListMisplaced(FilterToken token) => new(
        "search.syntax", ProblemKind.Invalid,
        $"Invalid clause(s) in filter string: '(' at column {token.Column}: a list of values follows IN or NOT IN only.", Grammar);

    public static Problem ListEmpty(FilterToken token) => List(token, "a non-empty list of string values, but got empty list");

    public static Problem ListIllFormed(FilterToken token) =>
        List(token, $"a non-empty list of string values, but got ill-formed list: '{Cut(token.Raw)}'");

    public static Problem ListElement(FilterToken token) =>
        List(token, $"string value, punctuation, or whitespace, but got different type in list: {Cut(token.Raw)}");

    public static Problem NumberExpected(FilterToken token, SearchName field) => new(
        "search.number-expected", ProblemKind.Invalid,
        $"Expected numeric value type for {(field.Kind == SearchKind.Metric ? "metric" : $"numeric attribute: {field.Key}")}. "
        + $"Found {Cut(token.Raw)} at column {token.Column}.",
        "Write a number without quotes, like 0.5 or 1e-3; NaN and infinities cannot be compared with.");

    public static Problem NumberTooLarge(FilterToken token) => new(
        "search.number-expected", ProblemKind.Invalid,
        $"Expected numeric value type of at most 1.8e308. Found {Cut(token.Raw)} at column {token.Column}.", null);

    public static Problem TextExpected(FilterToken token, SearchName field) => new(
        "search.text-expected", ProblemKind.Invalid,
        $"Expected a quoted string value for {field.KindWord} (e.g. 'my-value'). Got value {Cut(token.Raw)} at column {token.Column}.",
        field.Kind == SearchKind.Param ? $"Params are text: write {field.Shown} = '{Cut(token.Raw)}'" : $"Write '{Cut(token.Raw)}'.");

    public static Problem NotQuoted(FilterToken token) => new(
        "search.text-expected", ProblemKind.Invalid,
        "Parameter value is either not quoted or unidentified quote types used for string value "
        + $"{Cut(token.Raw)} at column {token.Column}. Use either single or double quotes.", null);

    public static Problem Pattern(FilterToken token, string why) => new(
        "search.pattern-invalid", ProblemKind.Invalid,
        $"The regular expression {Cut(token.Raw)} at column {token.Column} is not one: {why}.", Grammar);

    public static Problem TooLarge(string what, int given, int most) => new(
        "search.too-large", ProblemKind.Invalid, $"The filter has {given} {what}; the most is {most}.", "Ask in several searches.");

    public static Problem OrderUnreadable(string clause, string why) => new(
        "search.order-unreadable", ProblemKind.Invalid, $"Invalid order_by clause '{Cut(clause)}'. Could not be parsed: {why}.",
        "Write a name, then ASC or DESC: metrics.acc DESC");

    public static Problem OrderDirection(string clause, FilterToken given) => new(
        "search.order-unreadable", ProblemKind.Invalid,
        $"Invalid ordering key in order_by clause '{Cut(clause)}': '{Cut(given.Raw)}' at column {given.Column}.", "Write ASC or DESC.");

    public static Problem OrderKind(string clause, SearchName field) => new(
        "search.order-unreadable", ProblemKind.Invalid,
        $"Invalid order_by entity: {field.KindWord}, in '{Cut(clause)}'.", "Order by an attribute instead.");

    public static Problem OrderTwice(IReadOnlyList<string> clauses) => new(
        "search.order-duplicate", ProblemKind.Invalid,
        $"`order_by` contains duplicate fields: [{string.Join(", ", clauses.Select(clause => $"'{Cut(clause)}'"))}]", null);

    public static Problem DigestAlone() => new(
        "search.order-unreadable", ProblemKind.Invalid,
        "`dataset_digest` can only be specified if `dataset_name` is also specified.", null);

    private static Problem List(FilterToken token, string expected) => new(
        "search.list-invalid", ProblemKind.Invalid,
        $"While parsing a list in the query, expected {expected} at column {token.Column}.", "Write ('a', 'b').");

    private static string List(IReadOnlyList<SearchOperator> operators) => string.Join(", ", operators.Select(which => which.Text()));

    private static string WriteOr(SearchName field) => $"Write {Cut(field.Shown)} = … OR {Cut(field.Shown)} = …";

    private static string? PrefixHint(string name, SearchVocabulary vocabulary)
    {
        var ways = vocabulary.Prefixes.Keys.Where(prefix => prefix is "metrics" or "params" or "tags").Select(prefix => $"{prefix}.{name}").ToList();
        return ways.Count == 0 || name.Length > MostShown || name.Contains('.') ? null : $"Keys stand behind their kind: {string.Join(", ", ways)}.";
    }

    private static string Cut(string text) => text.Length <= MostShown ? text : text[..MostShown] + "…";
}
