using System.Globalization;
using Millrace.Kernel.Problems;
using Millrace.Mlflow.Search.Vocabulary;

namespace Millrace.Mlflow.Search.Filter;

/// <summary>Checks one comparison against a vocabulary: its name, its operator, its values.</summary>
internal sealed class ComparisonReader(SearchVocabulary vocabulary, List<Problem> problems)
{
    /// <summary>The comparison. Where something is wrong with it, that is added to the problems and a stand-in returned.</summary>
    public Comparison Read(FilterToken left, SearchOperator? how, FilterToken shown, IReadOnlyList<FilterToken> values)
    {
        var standIn = new Comparison(SearchKind.Attribute, "", SearchOperator.IsNull, []);
        if (SearchName.Read(left, vocabulary, isOrder: false) is var name && !name.IsOk)
        {
            problems.AddRange(name.Problems);
            return standIn;
        }

        var field = name.Value;
        var allowed = Allowed(field);
        if (how is not { } which || !allowed.Contains(which))
        {
            problems.Add(how?.IsList() == true
                ? SearchProblems.ListNotAllowed(shown, field, vocabulary, allowed)
                : SearchProblems.OperatorNotAllowed(how?.Text() ?? shown.Raw, shown.Column, field.Shown, allowed));
            return standIn;
        }

        List<object> read = [];
        foreach (var token in values)
        {
            var value = field.Type == SearchType.Number ? Number(token, field)
                : which.IsList() ? Element(token)
                : Text(token, field);
            if (value.Then(known => Checked(known, which, token)) is var outcome && outcome.IsOk)
            {
                read.Add(outcome.Value);
            }
            else
            {
                problems.AddRange(outcome.Problems);
            }
        }

        return new Comparison(field.Kind, field.Key, which, read);
    }

    private List<SearchOperator> Allowed(SearchName field)
    {
        if (field.Type == SearchType.Number)
        {
            return [.. SearchOperators.OfNumbers];
        }

        List<SearchOperator> allowed = [.. SearchOperators.OfText];
        if (field.Attribute?.TakesIn ?? vocabulary.HasKeyedLists)
        {
            allowed.Add(SearchOperator.In);
        }

        if (field.Attribute?.TakesNotIn ?? vocabulary.HasKeyedLists)
        {
            allowed.Add(SearchOperator.NotIn);
        }

        return allowed;
    }

    private static Outcome<object> Checked(object value, SearchOperator how, FilterToken token)
    {
        if (how.IsLike() && ((string)value).Length > SearchLimits.MostLikeCharacters)
        {
            return SearchProblems.TooLarge("characters in a pattern of LIKE", ((string)value).Length, SearchLimits.MostLikeCharacters);
        }

        return how.IsRegex() && RegexPattern.WhyNot((string)value) is { } why ? SearchProblems.Pattern(token, why) : Outcome.Ok(value);
    }

    private Outcome<object> Number(FilterToken token, SearchName field)
    {
        var isWhole = long.TryParse(token.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole);
        if (token.Kind != TokenKind.Number)
        {
            return vocabulary.TakesTextAsNumbers && isWhole && token.Quote is ('\'' or '"')
                ? Outcome.Ok<object>(whole)
                : SearchProblems.NumberExpected(token, field);
        }

        var real = double.Parse(token.Value, NumberStyles.Float, CultureInfo.InvariantCulture);
        return isWhole ? Outcome.Ok<object>(whole) : double.IsFinite(real) ? Outcome.Ok<object>(real) : SearchProblems.NumberTooLarge(token);
    }

    private Outcome<object> Text(FilterToken token, SearchName field) => token switch
    {
        { Quote: '\'' or '"' } => Outcome.Ok<object>(token.Value),
        { Kind: TokenKind.Number } when vocabulary.TakesNumbersAsText => Outcome.Ok<object>(token.Raw),
        { Kind: TokenKind.Number } => SearchProblems.TextExpected(token, field),
        _ => SearchProblems.NotQuoted(token),
    };

    private Outcome<object> Element(FilterToken token) =>
        token.Quote is '\'' or '"' ? Outcome.Ok<object>(token.Value)
        : token.Kind == TokenKind.Number && vocabulary.TakesNumbersAsText ? Outcome.Ok<object>(token.Raw)
        : SearchProblems.ListElement(token);
}
