using Millrace.Kernel.Problems;
using Millrace.Kernel.Tables;
using Millrace.Mlflow.Search.Filter;
using Millrace.Mlflow.Search.Order;
using Millrace.Mlflow.Search.Sql;
using Millrace.Mlflow.Search.Vocabulary;

namespace Millrace.Mlflow.Search;

/// <summary>A search that has been read: what must be true, and in which order.</summary>
public sealed class SearchQuery
{
    private SearchQuery(SearchVocabulary vocabulary, FilterNode? tree, IReadOnlyList<OrderTerm> order)
    {
        Vocabulary = vocabulary;
        Tree = tree;
        Order = order;
    }

    /// <summary>The order, with what decides between equals.</summary>
    public IReadOnlyList<OrderTerm> Order { get; }

    internal FilterNode? Tree { get; }

    internal SearchVocabulary Vocabulary { get; }

    /// <summary>Reads a search.</summary>
    /// <param name="vocabulary">Of what is searched for.</param>
    /// <param name="filter">The filter; null or blank finds everything.</param>
    /// <param name="orderBy">Clauses like <c>metrics.acc DESC</c>; null or none for MLflow's own order.</param>
    /// <returns>The search, or every problem of the filter and the order, with columns from 1.</returns>
    public static Outcome<SearchQuery> Parse(SearchVocabulary vocabulary, string? filter, IReadOnlyList<string>? orderBy = null) =>
        Parse(vocabulary, filter, OrderReader.Read(orderBy, vocabulary));

    /// <summary>Reads a search whose order is given in fields, as that for logged models.</summary>
    public static Outcome<SearchQuery> Parse(SearchVocabulary vocabulary, string? filter, IReadOnlyList<OrderField>? orderBy) =>
        Parse(vocabulary, filter, OrderReader.Read(orderBy, vocabulary));

    /// <summary>Whether the filter looks at this kind at all.</summary>
    public bool Mentions(SearchKind kind) => Tree?.Comparisons.Any(comparison => comparison.Kind == kind) == true;

    /// <summary>The search in SQL. What users wrote is in the parameters only.</summary>
    /// <param name="schema">Where everything stands.</param>
    /// <param name="dialect">The engine's.</param>
    public SearchSql ToSql(SearchSchema schema, SqlDialect dialect)
    {
        var parameters = new SqlParameters();
        var where = new FilterSql(schema, dialect, Vocabulary.AbsentTags, parameters).Write(Tree);
        var (joins, orderBy) = new OrderSql(schema, dialect, Vocabulary, parameters).Write(Order);
        return new SearchSql(where, joins, orderBy, parameters.Values);
    }

    private static Outcome<SearchQuery> Parse(SearchVocabulary vocabulary, string? filter, Outcome<IReadOnlyList<OrderTerm>> order)
    {
        var tree = FilterParser.Parse(filter, vocabulary);
        return tree.IsOk && order.IsOk
            ? new SearchQuery(vocabulary, WithAbsentTags(tree.Value, vocabulary), order.Value)
            : Outcome<SearchQuery>.Failed([.. tree.Problems, .. order.Problems]);
    }

    private static FilterNode? WithAbsentTags(FilterNode? tree, SearchVocabulary vocabulary)
    {
        foreach (var (key, value) in vocabulary.AbsentTags)
        {
            if (tree?.Comparisons.Any(comparison => comparison.Kind == SearchKind.Tag && comparison.Key == key) != true)
            {
                var own = new Comparison(SearchKind.Tag, key, SearchOperator.Equal, [value]);
                tree = tree is null ? own : new AllOf([tree, own]);
            }
        }

        return tree;
    }
}
