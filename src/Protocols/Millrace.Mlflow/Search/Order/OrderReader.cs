using Millrace.Kernel.Problems;
using Millrace.Mlflow.Search.Filter;
using Millrace.Mlflow.Search.Vocabulary;

namespace Millrace.Mlflow.Search.Order;

/// <summary>Reads the clauses of an order, and appends what decides between equals.</summary>
internal static class OrderReader
{
    /// <summary>Clauses like <c>metrics.acc DESC</c>; none is the vocabulary's own order.</summary>
    public static Outcome<IReadOnlyList<OrderTerm>> Read(IReadOnlyList<string>? clauses, SearchVocabulary vocabulary)
    {
        if (clauses is null or { Count: 0 })
        {
            return Complete(vocabulary.DefaultOrder, [], vocabulary);
        }

        if (clauses.Count > SearchLimits.MostOrderClauses)
        {
            return SearchProblems.TooLarge("order_by clauses", clauses.Count, SearchLimits.MostOrderClauses);
        }

        var read = clauses.Select(clause => Read(clause, vocabulary)).ToList();
        var problems = read.SelectMany(term => term.Problems).ToList();
        return problems.Count > 0
            ? Outcome<IReadOnlyList<OrderTerm>>.Failed(problems)
            : Complete([.. read.Select(term => term.Value)], clauses, vocabulary);
    }

    /// <summary>Fields with their direction and dataset, as searches for logged models give them.</summary>
    public static Outcome<IReadOnlyList<OrderTerm>> Read(IReadOnlyList<OrderField>? fields, SearchVocabulary vocabulary)
    {
        var read = (fields ?? []).Select(field => Read(field, vocabulary)).ToList();
        var problems = read.SelectMany(term => term.Problems).ToList();
        return problems.Count > 0
            ? Outcome<IReadOnlyList<OrderTerm>>.Failed(problems)
            : Complete([.. read.Select(term => term.Value)], [.. (fields ?? []).Select(field => field.Name)], vocabulary);
    }

    private static Outcome<IReadOnlyList<OrderTerm>> Complete(
        IReadOnlyList<OrderTerm> terms, IReadOnlyList<string> clauses, SearchVocabulary vocabulary)
    {
        if (terms.GroupBy(term => term with { IsAscending = true }).Any(same => same.Count() > 1))
        {
            return SearchProblems.OrderTwice(clauses);
        }

        var ties = vocabulary.TieBreaks.Where(tie => !terms.Any(term => term.Kind == tie.Kind && term.Key == tie.Key));
        return Outcome.Ok<IReadOnlyList<OrderTerm>>([.. terms, .. ties]);
    }

    private static Outcome<OrderTerm> Read(string clause, SearchVocabulary vocabulary)
    {
        if (clause.Length > SearchLimits.MostCharacters)
        {
            return SearchProblems.TooLarge("characters in a clause of order_by", clause.Length, SearchLimits.MostCharacters);
        }

        var tokens = FilterLexer.Read(clause);
        var name = tokens[0];
        if (name.Kind is not (TokenKind.Word or TokenKind.Quoted) || name.Quote == '\'')
        {
            return SearchProblems.OrderUnreadable(clause, name.Kind == TokenKind.Broken ? $"at column {name.Column}, {name.Value}" : "it has no name");
        }

        var direction = tokens[1];
        var isDescending = direction.Says("DESC");
        if (direction.Kind == TokenKind.Word && !isDescending && !direction.Says("ASC"))
        {
            return SearchProblems.OrderDirection(clause, direction);
        }

        if (direction.Kind is not (TokenKind.Word or TokenKind.End) || (direction.Kind == TokenKind.Word && tokens[2].Kind != TokenKind.End))
        {
            return SearchProblems.OrderUnreadable(clause, $"something stands behind it at column {(direction.Kind == TokenKind.Word ? tokens[2] : direction).Column}");
        }

        return SearchName.Read(Unquoted(name), vocabulary, isOrder: true).Then(field => Term(clause, field, !isDescending, vocabulary));
    }

    private static Outcome<OrderTerm> Read(OrderField field, SearchVocabulary vocabulary)
    {
        // A field's name is all of it: no quotes, no direction, any character behind the first dot.
        var dot = field.Name.IndexOf('.');
        var segments = dot < 0 ? [field.Name.Trim()] : new[] { field.Name[..dot], field.Name[(dot + 1)..] };
        var token = new FilterToken(TokenKind.Word, 0, field.Name, field.Name, segments);
        return field.DatasetDigest is not null && field.DatasetName is null
            ? SearchProblems.DigestAlone()
            : SearchName.Read(token, vocabulary, isOrder: true).Then(name => Term(field.Name, name, field.IsAscending, vocabulary))
                .Map(term => term with { DatasetName = field.DatasetName, DatasetDigest = field.DatasetDigest });
    }

    private static Outcome<OrderTerm> Term(string clause, SearchName field, bool isAscending, SearchVocabulary vocabulary) =>
        field.Kind == SearchKind.Attribute || vocabulary.OrderKinds.Contains(field.Kind)
            ? new OrderTerm(field.Kind, field.Key, isAscending)
            : SearchProblems.OrderKind(clause, field);

    // MLflow takes the whole name in quotes: "metrics.acc" DESC.
    private static FilterToken Unquoted(FilterToken name) =>
        name.Kind == TokenKind.Quoted && name.Value.IndexOf('.') is > 0 and var dot
            ? name with { Kind = TokenKind.Word, Segments = [name.Value[..dot], name.Value[(dot + 1)..]] }
            : name;
}

/// <summary>A field to order by, as searches for logged models name it.</summary>
/// <param name="Name">An attribute, or <c>metrics.KEY</c>.</param>
/// <param name="IsAscending">Small before large.</param>
/// <param name="DatasetName">Only values on this dataset count.</param>
/// <param name="DatasetDigest">Only values on the dataset of this digest count; needs the name.</param>
public sealed record OrderField(string Name, bool IsAscending = true, string? DatasetName = null, string? DatasetDigest = null);
