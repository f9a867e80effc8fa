using Millrace.Kernel.Problems;
using Millrace.Mlflow.Search.Vocabulary;

namespace Millrace.Mlflow.Search.Filter;

/// <summary>Reads a filter: OR of AND of NOT, parentheses and comparisons. A piece in the wrong place ends the reading; what is
/// wrong with single comparisons is collected.</summary>
internal sealed class FilterParser
{
    private static readonly HashSet<string> Reserved =
        new(StringComparer.OrdinalIgnoreCase) { "AND", "OR", "NOT", "IS", "IN", "NULL", "LIKE", "ILIKE", "RLIKE", "TRUE", "FALSE", "BETWEEN" };

    private readonly List<FilterToken> tokens;
    private readonly ComparisonReader comparisons;
    private readonly List<Problem> problems = [];
    private int at;
    private int comparisonCount;

    private FilterParser(string text, SearchVocabulary vocabulary)
    {
        tokens = FilterLexer.Read(text);
        comparisons = new ComparisonReader(vocabulary, problems);
    }

    private FilterToken Next => tokens[at];

    /// <summary>The tree, or null for a filter without a word.</summary>
    public static Outcome<FilterNode?> Parse(string? text, SearchVocabulary vocabulary)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Outcome.Ok<FilterNode?>(null);
        }

        if (text.Length > SearchLimits.MostCharacters)
        {
            return SearchProblems.TooLarge("characters", text.Length, SearchLimits.MostCharacters);
        }

        if (IndexOfUnstorable(text) is { } wrong)
        {
            return SearchProblems.Syntax($"\\u{(int)text[wrong]:x4}", wrong + 1, "this character is in no text that is stored");
        }

        var parser = new FilterParser(text, vocabulary);
        var tree = parser.ReadAll();
        return parser.problems.Count > 0 ? Outcome<FilterNode?>.Failed(parser.problems) : tree;
    }

    private FilterNode? ReadAll()
    {
        try
        {
            var tree = ReadAny(0);
            return Next.Kind == TokenKind.End ? tree : throw Unexpected("AND, OR or the end");
        }
        catch (ProblemException refused)
        {
            problems.AddRange(refused.Problems);
            return null;
        }
    }

    private FilterNode ReadAny(int depth)
    {
        List<FilterNode> parts = [];
        Add(parts, ReadAll(depth));
        while (Next.Says("OR"))
        {
            at++;
            Add(parts, ReadAll(depth));
        }

        return parts.Count == 1 ? parts[0] : new AnyOf(parts);

        static void Add(List<FilterNode> parts, FilterNode part) => parts.AddRange(part is AnyOf inner ? inner.Parts : [part]);
    }

    private FilterNode ReadAll(int depth)
    {
        List<FilterNode> parts = [];
        Add(parts, ReadOne(depth));
        while (Next.Says("AND"))
        {
            at++;
            Add(parts, ReadOne(depth));
        }

        return parts.Count == 1 ? parts[0] : new AllOf(parts);

        static void Add(List<FilterNode> parts, FilterNode part) => parts.AddRange(part is AllOf inner ? inner.Parts : [part]);
    }

    private FilterNode ReadOne(int depth)
    {
        if (depth > SearchLimits.MostNesting)
        {
            throw new ProblemException(SearchProblems.TooLarge("levels of parentheses and NOTs", depth, SearchLimits.MostNesting));
        }

        if (Next.Says("NOT"))
        {
            at++;
            var part = ReadOne(depth + 1);
            return part is Not inner ? inner.Part : new Not(part);
        }

        if (Next.Kind != TokenKind.Open)
        {
            return ReadComparison();
        }

        at++;
        var group = ReadAny(depth + 1);
        Take(TokenKind.Close, "AND, OR or a closing parenthesis");
        return group;
    }

    private Comparison ReadComparison()
    {
        var left = Next;
        if (left.Kind is TokenKind.Number || left.Quote == '\'')
        {
            throw new ProblemException(SearchProblems.NoIdentifier(left));
        }

        if (left.Kind is not (TokenKind.Word or TokenKind.Quoted) || IsReserved(left))
        {
            throw Unexpected("a comparison");
        }

        if (++comparisonCount > SearchLimits.MostComparisons)
        {
            throw new ProblemException(SearchProblems.TooLarge("comparisons", comparisonCount, SearchLimits.MostComparisons));
        }

        at++;
        var (how, shown) = ReadOperator();
        IReadOnlyList<FilterToken> values = how switch
        {
            SearchOperator.IsNull or SearchOperator.IsNotNull => [],
            SearchOperator.In or SearchOperator.NotIn => ReadList(),
            _ => [ReadValue()],
        };
        return comparisons.Read(left, how, shown, values);
    }

    private (SearchOperator? How, FilterToken Shown) ReadOperator()
    {
        var first = Next;
        if (first.Kind == TokenKind.Operator)
        {
            at++;
            return (SearchOperators.Read(first.Raw), first);
        }

        var isNot = first.Says("NOT");
        var word = isNot ? tokens[at + 1] : first;
        if (!isNot && word.Says("IS"))
        {
            at++;
            var isNotNull = Next.Says("NOT");
            at += isNotNull ? 1 : 0;
            return Next.Says("NULL") ? Taken(isNotNull ? SearchOperator.IsNotNull : SearchOperator.IsNull) : throw Unexpected("NULL or NOT NULL");
        }

        if (word.Kind != TokenKind.Word || SearchOperators.Read(isNot ? $"NOT {word.Raw}" : word.Raw) is not { } how)
        {
            throw Unexpected("a comparison operator");
        }

        at += isNot ? 1 : 0;
        return Taken(how);

        (SearchOperator?, FilterToken) Taken(SearchOperator which)
        {
            at++;
            return (which, first);
        }
    }

    private FilterToken ReadValue()
    {
        var value = Next;
        if (value.Kind == TokenKind.Open)
        {
            throw new ProblemException(SearchProblems.ListMisplaced(value));
        }

        if (value.Kind is not (TokenKind.Word or TokenKind.Quoted or TokenKind.Number) || IsReserved(value))
        {
            throw Unexpected("a value");
        }

        at++;
        return value;
    }

    private List<FilterToken> ReadList()
    {
        Take(TokenKind.Open, "a list of values in parentheses");
        List<FilterToken> values = [];
        while (Next.Kind is TokenKind.Quoted or TokenKind.Number or TokenKind.Word)
        {
            values.Add(Next);
            at++;
            if (Next.Kind != TokenKind.Comma)
            {
                break;
            }

            at++;
        }

        if (Next.Kind != TokenKind.Close)
        {
            throw new ProblemException(SearchProblems.ListIllFormed(Next));
        }

        if (values.Count == 0)
        {
            throw new ProblemException(SearchProblems.ListEmpty(Next));
        }

        at++;
        return values;
    }

    private void Take(TokenKind kind, string expected)
    {
        if (Next.Kind != kind)
        {
            throw Unexpected(expected);
        }

        at++;
    }

    private ProblemException Unexpected(string expected) => new(SearchProblems.Syntax(Next, expected));

    private static bool IsReserved(FilterToken token) => token.Kind == TokenKind.Word && Reserved.Contains(token.Raw);

    private static int? IndexOfUnstorable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (text[i] == '\0' || char.IsSurrogate(text[i]))
            {
                return i;
            }
        }

        return null;
    }
}
