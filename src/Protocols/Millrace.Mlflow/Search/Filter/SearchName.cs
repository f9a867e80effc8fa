using Millrace.Kernel.Problems;
using Millrace.Mlflow.Search.Vocabulary;

namespace Millrace.Mlflow.Search.Filter;

/// <summary>A name in a filter or an order, found in the vocabulary.</summary>
/// <param name="Kind">What it is of.</param>
/// <param name="Key">The attribute's one name, or the key.</param>
/// <param name="Attribute">Null for metrics, params and tags.</param>
/// <param name="Shown">As it was written.</param>
internal sealed record SearchName(SearchKind Kind, string Key, SearchAttribute? Attribute, string Shown)
{
    public SearchType Type => Attribute?.Type ?? (Kind == SearchKind.Metric ? SearchType.Number : SearchType.Text);

    /// <summary>The kind as MLflow's messages name it.</summary>
    public string KindWord => Kind switch
    {
        SearchKind.Metric => "metric",
        SearchKind.Param => "parameter",
        SearchKind.Tag => "tag",
        SearchKind.Dataset => "dataset attributes",
        _ => "attributes",
    };

    public static Outcome<SearchName> Read(FilterToken token, SearchVocabulary vocabulary, bool isOrder)
    {
        if (token.Segments.Count == 1)
        {
            return OfAttribute(SearchKind.Attribute, token.Segments[0], vocabulary.Attributes);
        }

        if (!vocabulary.Prefixes.TryGetValue(token.Segments[0], out var kind))
        {
            return SearchProblems.UnknownPrefix(token, vocabulary);
        }

        var key = string.Join('.', token.Segments.Skip(1));
        return kind switch
        {
            SearchKind.Attribute => OfAttribute(kind, key, vocabulary.Attributes),
            SearchKind.Dataset => OfAttribute(kind, key, vocabulary.DatasetAttributes),
            _ => new SearchName(kind, key, null, token.Raw),
        };

        Outcome<SearchName> OfAttribute(SearchKind of, string name, IReadOnlyList<SearchAttribute> attributes)
        {
            var known = attributes.Where(attribute => isOrder ? attribute.IsOrderable : attribute.IsFilterable).ToList();
            return known.Find(attribute => attribute.Is(name)) is { } found
                ? new SearchName(of, found.Name, found, token.Raw)
                : SearchProblems.UnknownAttribute(token, of, name, known, vocabulary);
        }
    }
}
