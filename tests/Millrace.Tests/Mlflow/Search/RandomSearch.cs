using Millrace.Mlflow.Search.Filter;
using Millrace.Mlflow.Search.Vocabulary;

namespace Millrace.Tests.Mlflow.Search;

/// <summary>Makes runs and filters of few words, so that they meet.</summary>
internal sealed class RandomSearch(int seed)
{
    private static readonly string[] Keys = ["a", "b c", "d`e", "it's", "x.y", "%"];
    private static readonly string[] Texts =
        ["", "a", "A", "ab", "aB%", "a_b", "it's", "\"", "\\", "a\\'", "[a]", "*?", "';DROP TABLE runs--", "@search_0", "ü", "{key}", "a\nb", "null"];
    private static readonly string[] LikePatterns = ["%", "_", "a%", "A%", "%b%", "a_b", "%'%", "[a]", "*?", "%\\%", "", "_%_", "ü"];
    private static readonly string[] Regexes = ["a", "^a", "b$", "^$", "(?i)ab", "a.b", @"\\", "[%_]", "a|b", "^.{2,3}$", "x*"];
    private static readonly double[] Numbers = [-1.5, 0, 0.5, 1, 3, 1e300];
    private readonly Random random = new(seed);

    public SearchedRun Run(int no) => new(
        no,
        new()
        {
            ["run_id"] = $"r{no:000}",
            ["run_name"] = Maybe() ? Pick(Texts) : null,
            ["user_id"] = Maybe() ? Pick(Texts) : null,
            ["status"] = Pick(["RUNNING", "FINISHED"]),
            ["artifact_uri"] = Pick(Texts),
            ["start_time"] = (long)random.Next(5),
            ["end_time"] = Maybe() ? (long)random.Next(5) : null,
        },
        Some(() => random.Next(5) == 0 ? double.NaN : random.Next(20) == 0 ? double.PositiveInfinity : Pick(Numbers)),
        Some(() => Pick(Texts)),
        Some(() => Pick(Texts)),
        [.. Enumerable.Range(0, random.Next(3)).Select(_ => Dataset())]);

    public FilterNode Filter(int depth)
    {
        var kind = depth == 0 ? 3 : random.Next(4);
        if (kind == 3)
        {
            return Comparison();
        }

        if (kind == 2)
        {
            var part = Filter(depth - 1);
            return part is Not inner ? inner.Part : new Not(part);
        }

        // The reader flattens groups of the same kind, so none is made.
        var parts = Enumerable.Range(0, 2 + random.Next(2)).Select(_ => Filter(depth - 1));
        return kind == 0
            ? new AllOf([.. parts.SelectMany(part => part is AllOf all ? all.Parts : [part])])
            : new AnyOf([.. parts.SelectMany(part => part is AnyOf any ? any.Parts : [part])]);
    }

    public IReadOnlyList<string> OrderBy() =>
    [
        .. new[] { "metrics.a", "metrics.`b c`", "params.a", "tags.`it's`", "end_time", "run_name", "status" }
            .Where(_ => random.Next(4) == 0).Select(name => $"{name} {Pick(["ASC", "DESC"])}"),
    ];

    private Comparison Comparison()
    {
        var (kind, key, isNumber, isListed) = random.Next(6) switch
        {
            0 => (SearchKind.Metric, Pick(Keys), true, false),
            1 => (SearchKind.Param, Pick(Keys), false, false),
            2 => (SearchKind.Tag, Pick(Keys), false, false),
            3 => (SearchKind.Dataset, Pick(["name", "digest", "context"]), false, true),
            4 => (SearchKind.Attribute, Pick(["start_time", "end_time"]), true, false),
            _ => (SearchKind.Attribute, Pick(["run_name", "user_id", "status", "artifact_uri"]), false, false),
        };
        var how = isNumber ? Pick(SearchOperators.OfNumbers)
            : isListed && random.Next(4) == 0 ? Pick([SearchOperator.In, SearchOperator.NotIn])
            : Pick(SearchOperators.OfText);
        IReadOnlyList<object> values =
            !how.HasValue() ? []
            : how.IsList() ? [Pick(Texts), Pick(Texts), Pick(Texts)]
            : how.IsLike() ? [Pick(LikePatterns)]
            : how.IsRegex() ? [Pick(Regexes)]
            : !isNumber ? [Pick(Texts)]
            : random.Next(2) == 0 ? [(long)random.Next(-1, 5)] : [Pick(Numbers)];
        return new Comparison(kind, key, how, values);
    }

    private Dictionary<string, string> Dataset()
    {
        var dataset = new Dictionary<string, string> { ["name"] = Pick(Texts), ["digest"] = Pick(Texts) };
        if (Maybe())
        {
            dataset["context"] = Pick(Texts);
        }

        return dataset;
    }

    private Dictionary<string, T> Some<T>(Func<T> value) => Keys.Where(_ => Maybe()).ToDictionary(key => key, _ => value());

    private bool Maybe() => random.Next(2) == 0;

    private T Pick<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];
}
