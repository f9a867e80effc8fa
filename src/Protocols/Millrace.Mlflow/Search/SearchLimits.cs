namespace Millrace.Mlflow.Search;

/// <summary>What a search may cost before it is refused.</summary>
internal static class SearchLimits
{
    /// <summary>Characters of a filter: room for a list of 2,800 run ids, and for no more values than an engine takes parameters.</summary>
    public const int MostCharacters = 100_000;

    /// <summary>Comparisons of a filter.</summary>
    public const int MostComparisons = 200;

    /// <summary>Parentheses and NOTs inside each other; SQLite's own parser has a small stack.</summary>
    public const int MostNesting = 50;

    /// <summary>Characters of a pattern of LIKE; SQLite takes 50,000 bytes, and an escaped character has three.</summary>
    public const int MostLikeCharacters = 5_000;

    /// <summary>Characters of a regular expression.</summary>
    public const int MostRegexCharacters = 500;

    /// <summary>Clauses of an order.</summary>
    public const int MostOrderClauses = 50;
}
