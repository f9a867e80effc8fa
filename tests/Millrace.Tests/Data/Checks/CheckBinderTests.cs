using Millrace.Data.Contracts;

namespace Millrace.Tests.Data.Checks;

public sealed class CheckBinderTests
{
    private static readonly Dictionary<string, IReadOnlyList<DatasetColumn>> Sources = new()
    {
        ["d"] = [new("t", "timestamp"), new("n", "bigint"), new("s", "varchar")],
        ["o"] = [new("key", "varchar")],
    };

    public static TheoryData<CheckSpec, string> Bad => new()
    {
        { Specs.Check("nul"), "data.unknown-check" },
        { Specs.Check("not_null"), "data.check-field-missing" },
        { Specs.Check("not_null", "m"), "data.column-missing" },
        { Specs.Check("not_null", "n") with { Min = 1 }, "data.check-field-unused" },
        { Specs.Check("not_null", "n") with { Tolerate = 1 }, "data.check-value" },
        { Specs.Check("not_null", "n") with { Severity = "fatal" }, "data.unknown-word" },
        { Specs.Check("between", "n"), "data.check-field-missing" },
        { Specs.Check("between", "n") with { Min = 2, Max = 1 }, "data.check-value" },
        { Specs.Check("between", "s") with { Min = 2 }, "data.check-column-type" },
        { Specs.Check("in_set", "n") with { Values = ["1", "x"] }, "data.check-value" },
        { Specs.Check("in_set", "n") with { Values = [] }, "data.check-value" },
        { Specs.Check("matches", "n") with { Pattern = "x" }, "data.check-column-type" },
        { Specs.Check("matches", "s") with { Pattern = "(" }, "data.check-value" },
        { Specs.Check("row_count") with { Min = 1, Tolerate = 0.1 }, "data.check-field-unused" },
        { Specs.Check("row_count", "n") with { Min = 1 }, "data.check-field-unused" },
        { Specs.Check("freshness", "t") with { MaxAge = TimeSpan.FromDays(1) }, "data.check-field-missing" },
        { Specs.Check("freshness", "n") with { MaxAge = TimeSpan.FromDays(1), AsOf = DateTimeOffset.UnixEpoch }, "data.check-column-type" },
        { Specs.Check("foreign_key", "s") with { Source = "oo", Key = "key" }, "data.unknown-source" },
        { Specs.Check("foreign_key", "s") with { Source = "o", Key = "kee" }, "data.column-missing" },
        { Specs.Check("foreign_key", "n") with { Source = "o", Key = "key" }, "data.key-type" },
        { Specs.Check("expression") with { Expression = "n + 1" }, "data.check-value" },
        { Specs.Check("expression") with { Expression = "m > 1" }, "data.expression-invalid" },
        { Specs.Check("expression") with { Expression = "t < now()" }, "data.expression-not-repeatable" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void What_is_wrong_with_a_check_is_told_at_its_place(CheckSpec check, string code)
    {
        var finding = Assert.Single(DataExpressions.Examine(Specs.Of(Specs.Check("not_null", "n"), check), Sources).Findings);

        Assert.Equal(code, finding.Problem.Code);
        Assert.Equal(["checks", "1"], finding.Path.Take(2));
    }

    [Fact]
    public void Every_check_of_the_vocabulary_can_be_bound()
    {
        CheckSpec[] all =
        [
            Specs.Check("not_null", "n", "s"), Specs.Check("unique", "n"), Specs.Check("between", "n") with { Min = 0 },
            Specs.Check("in_set", "s") with { Values = ["a"] }, Specs.Check("matches", "s") with { Pattern = "a" },
            Specs.Check("foreign_key", "s") with { Source = "o", Key = "key" }, Specs.Check("expression") with { Expression = "n > 0" },
            Specs.Check("row_count") with { Max = 5 }, Specs.Check("freshness", "t") with { MaxAge = TimeSpan.FromDays(1), AsOf = DateTimeOffset.UnixEpoch },
        ];

        Assert.Empty(DataExpressions.Examine(Specs.Of(all), Sources).Findings);
        Assert.Equal(DataVocabulary.CheckNames.Order(), all.Select(check => check.Check).Order());
    }
}
