using Millrace.Kernel.Tables;
using Millrace.Mlflow.Search.Filter;
using Millrace.Mlflow.Search.Vocabulary;

namespace Millrace.Mlflow.Search.Sql;

/// <summary>Writes a tree as a condition.</summary>
internal sealed class FilterSql(
    SearchSchema schema, SqlDialect dialect, IReadOnlyDictionary<string, string> absentTags, SqlParameters parameters)
{
    private const string Alias = "f";

    public string Write(FilterNode? tree) => tree is null ? "TRUE" : Write(tree, isNegated: false);

    // NOT goes down to the comparisons, and the deepest part stands first: so SQLite's parser, whose stack holds a hundred
    // pieces, needs one for each level.
    private string Write(FilterNode node, bool isNegated) => node switch
    {
        Not not => Write(not.Part, !isNegated),
        AllOf all => Group(all.Parts, isNegated ? " OR " : " AND ", isNegated),
        AnyOf any => Group(any.Parts, isNegated ? " AND " : " OR ", isNegated),
        Comparison { Kind: SearchKind.Attribute } comparison => Attribute(comparison, isNegated),
        Comparison comparison => Keyed(comparison, isNegated),
        _ => throw new InvalidOperationException($"A filter has no {node.GetType().Name}."),
    };

    private string Group(IReadOnlyList<FilterNode> parts, string between, bool isNegated) =>
        $"({string.Join(between, parts.OrderByDescending(part => part.Depth).Select(part => Write(part, isNegated)))})";

    private string Attribute(Comparison comparison, bool isNegated)
    {
        var column = schema.Column(comparison.Key);
        var condition = Condition(comparison, column.Sql);
        return !isNegated ? condition
            : column.IsNullable && comparison.Operator.HasValue() ? $"(({condition}) IS NOT TRUE)"
            : $"(NOT ({condition}))";
    }

    private string Keyed(Comparison comparison, bool isNegated)
    {
        var table = schema.Table(comparison.Kind, comparison.Key);
        var on = table.OnFor(Alias, new OrderTerm(comparison.Kind, comparison.Key, true), parameters);
        var isAny = comparison.Operator is SearchOperator.IsNull or SearchOperator.IsNotNull;
        var isLacking = comparison.Operator == SearchOperator.IsNull;
        var condition = isAny ? "" : ValueCondition(comparison, table);
        if (AbsentHolds(comparison))
        {
            condition = $"NOT ({condition})";
            isLacking = true;
        }

        var and = condition.Length == 0 ? "" : $" AND {condition}";
        return $"{(isLacking != isNegated ? "NOT " : "")}EXISTS (SELECT 1 FROM {table.Table} {Alias} WHERE {on}{and})";
    }

    // What lacks the tag has the value: no row may say otherwise.
    private bool AbsentHolds(Comparison comparison) =>
        comparison.Kind == SearchKind.Tag && absentTags.TryGetValue(comparison.Key, out var absent) && comparison.Operator switch
        {
            SearchOperator.Equal => (string)comparison.Values[0] == absent,
            SearchOperator.NotEqual => (string)comparison.Values[0] != absent,
            _ => false,
        };

    // NaN is unequal to every number and in no other relation with one.
    private string ValueCondition(Comparison comparison, KeyedTable table)
    {
        var condition = Condition(comparison, $"{Alias}.{table.Value}");
        return table.IsNan is not { } isNan ? condition
            : comparison.Operator == SearchOperator.NotEqual ? $"({Alias}.{isNan} = 1 OR {condition})"
            : $"{Alias}.{isNan} = 0 AND {condition}";
    }

    private string Condition(Comparison comparison, string value)
    {
        var first = comparison.Values.Count > 0 ? comparison.Values[0] : "";
        return comparison.Operator switch
        {
            SearchOperator.IsNull => $"{value} IS NULL",
            SearchOperator.IsNotNull => $"{value} IS NOT NULL",
            SearchOperator.In => $"{value} IN ({Placeholders(comparison)})",
            SearchOperator.NotIn => $"{value} NOT IN ({Placeholders(comparison)})",
            SearchOperator.Like => $"{value} {Like((string)first)}",
            SearchOperator.NotLike => $"{value} NOT {Like((string)first)}",
            SearchOperator.ILike => $"{value} {ILike((string)first)}",
            SearchOperator.NotILike => $"{value} NOT {ILike((string)first)}",
            SearchOperator.Matches => $"{value} {Regex((string)first)}",
            SearchOperator.NotMatches when dialect == SqlDialect.Postgres => $"{value} !{Regex((string)first)}",
            SearchOperator.NotMatches => $"{value} NOT {Regex((string)first)}",
            _ => $"{value} {comparison.Operator.Text()} {parameters.Add(first)}",
        };
    }

    private string Placeholders(Comparison comparison) => string.Join(", ", comparison.Values.Select(parameters.Add));

    // SQLite's LIKE ignores the case of ASCII letters; its GLOB does not, and can say whatever LIKE can. No pattern has escapes.
    private string Like(string pattern) => dialect == SqlDialect.Sqlite
        ? $"GLOB {parameters.Add(GlobPattern.FromLike(pattern))}"
        : $"LIKE {parameters.Add(pattern)} ESCAPE ''";

    private string ILike(string pattern) => dialect == SqlDialect.Sqlite
        ? $"LIKE {parameters.Add(pattern)}"
        : $"ILIKE {parameters.Add(pattern)} ESCAPE ''";

    private string Regex(string pattern) => dialect == SqlDialect.Sqlite
        ? $"REGEXP {parameters.Add(RegexPattern.ForSqlite(pattern))}"
        : $"~ {parameters.Add(pattern)}";
}
