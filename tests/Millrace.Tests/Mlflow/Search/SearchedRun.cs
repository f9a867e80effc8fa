using Millrace.Mlflow.Search.Filter;
using Millrace.Mlflow.Search.Vocabulary;

namespace Millrace.Tests.Mlflow.Search;

/// <summary>A run in memory, and what a filter says of it: the oracle that SQL is compared with.</summary>
internal sealed record SearchedRun(
    int No, Dictionary<string, object?> Attributes, Dictionary<string, double> Metrics, Dictionary<string, string> Params,
    Dictionary<string, string> Tags, List<Dictionary<string, string>> Datasets)
{
    public bool Matches(FilterNode node) => node switch
    {
        AllOf all => all.Parts.All(Matches),
        AnyOf any => any.Parts.Any(Matches),
        Not not => !Matches(not.Part),
        Comparison comparison => Matches(comparison),
        _ => throw new InvalidOperationException(),
    };

    private bool Matches(Comparison comparison)
    {
        var values = comparison.Kind switch
        {
            SearchKind.Metric => One(Metrics.TryGetValue(comparison.Key, out var metric) ? metric : null),
            SearchKind.Param => One(Params.GetValueOrDefault(comparison.Key)),
            SearchKind.Tag => One(Tags.GetValueOrDefault(comparison.Key)),
            SearchKind.Dataset => [.. Datasets.Where(dataset => dataset.ContainsKey(comparison.Key)).Select(dataset => (object)dataset[comparison.Key])],
            _ => One(Attributes[comparison.Key]),
        };
        return comparison.Operator switch
        {
            SearchOperator.IsNull => values.Count == 0,
            SearchOperator.IsNotNull => values.Count > 0,
            _ => values.Any(value => value is string text ? Holds(comparison, text) : Holds(comparison, Convert.ToDouble(value, null))),
        };

        static List<object> One(object? value) => value is null ? [] : [value];
    }

    private static bool Holds(Comparison comparison, double value)
    {
        var other = Convert.ToDouble(comparison.Values[0], null);
        return comparison.Operator switch
        {
            SearchOperator.Equal => value == other,
            SearchOperator.NotEqual => value != other,
            SearchOperator.Less => value < other,
            SearchOperator.LessOrEqual => value <= other,
            SearchOperator.Greater => value > other,
            _ => value >= other,
        };
    }

    private static bool Holds(Comparison comparison, string value)
    {
        var other = (string)comparison.Values[0];
        return comparison.Operator switch
        {
            SearchOperator.Equal => value == other,
            SearchOperator.NotEqual => value != other,
            SearchOperator.Like => IsLike(value, other),
            SearchOperator.NotLike => !IsLike(value, other),
            SearchOperator.ILike => IsLike(value.ToLowerInvariant(), other.ToLowerInvariant()),
            SearchOperator.NotILike => !IsLike(value.ToLowerInvariant(), other.ToLowerInvariant()),
            SearchOperator.Matches => IsMatch(value, other),
            SearchOperator.NotMatches => !IsMatch(value, other),
            SearchOperator.In => comparison.Values.Contains(value),
            _ => !comparison.Values.Contains(value),
        };
    }

    private static bool IsLike(string text, string pattern) =>
        pattern.Length == 0 ? text.Length == 0
        : pattern[0] == '%' ? Enumerable.Range(0, text.Length + 1).Any(skip => IsLike(text[skip..], pattern[1..]))
        : text.Length > 0 && (pattern[0] == '_' || pattern[0] == text[0]) && IsLike(text[1..], pattern[1..]);

    private static bool IsMatch(string text, string pattern) =>
        System.Text.RegularExpressions.Regex.IsMatch(
            text, RegexPattern.ForSqlite(pattern), System.Text.RegularExpressions.RegexOptions.Singleline);
}
