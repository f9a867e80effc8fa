namespace Millrace.Mlflow.Search.Filter;

/// <summary>How two values are compared.</summary>
internal enum SearchOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Like,
    NotLike,
    ILike,
    NotILike,
    Matches,
    NotMatches,
    In,
    NotIn,
    IsNull,
    IsNotNull,
}

/// <summary>The operators' spelling, and which of them go with what.</summary>
internal static class SearchOperators
{
    private static readonly Dictionary<SearchOperator, string> Spelling = new()
    {
        [SearchOperator.Equal] = "=",
        [SearchOperator.NotEqual] = "!=",
        [SearchOperator.Less] = "<",
        [SearchOperator.LessOrEqual] = "<=",
        [SearchOperator.Greater] = ">",
        [SearchOperator.GreaterOrEqual] = ">=",
        [SearchOperator.Like] = "LIKE",
        [SearchOperator.NotLike] = "NOT LIKE",
        [SearchOperator.ILike] = "ILIKE",
        [SearchOperator.NotILike] = "NOT ILIKE",
        [SearchOperator.Matches] = "~",
        [SearchOperator.NotMatches] = "!~",
        [SearchOperator.In] = "IN",
        [SearchOperator.NotIn] = "NOT IN",
        [SearchOperator.IsNull] = "IS NULL",
        [SearchOperator.IsNotNull] = "IS NOT NULL",
    };

    private static readonly Dictionary<string, SearchOperator> BySpelling =
        new(Spelling.ToDictionary(pair => pair.Value, pair => pair.Key), StringComparer.OrdinalIgnoreCase)
        {
            ["RLIKE"] = SearchOperator.Matches,
            ["NOT RLIKE"] = SearchOperator.NotMatches,
        };

    /// <summary>What goes with numbers.</summary>
    public static readonly IReadOnlyList<SearchOperator> OfNumbers =
    [
        SearchOperator.Equal, SearchOperator.NotEqual, SearchOperator.Less, SearchOperator.LessOrEqual,
        SearchOperator.Greater, SearchOperator.GreaterOrEqual, SearchOperator.IsNull, SearchOperator.IsNotNull,
    ];

    /// <summary>What goes with every text.</summary>
    public static readonly IReadOnlyList<SearchOperator> OfText =
    [
        SearchOperator.Equal, SearchOperator.NotEqual, SearchOperator.Like, SearchOperator.ILike, SearchOperator.NotLike,
        SearchOperator.NotILike, SearchOperator.Matches, SearchOperator.NotMatches, SearchOperator.IsNull, SearchOperator.IsNotNull,
    ];

    public static string Text(this SearchOperator which) => Spelling[which];

    public static SearchOperator? Read(string spelling) => BySpelling.TryGetValue(spelling, out var which) ? which : null;

    public static bool IsList(this SearchOperator which) => which is SearchOperator.In or SearchOperator.NotIn;

    public static bool IsLike(this SearchOperator which) =>
        which is SearchOperator.Like or SearchOperator.NotLike or SearchOperator.ILike or SearchOperator.NotILike;

    public static bool IsRegex(this SearchOperator which) => which is SearchOperator.Matches or SearchOperator.NotMatches;

    public static bool HasValue(this SearchOperator which) => which is not (SearchOperator.IsNull or SearchOperator.IsNotNull);
}
