using Millrace.Kernel.Problems;
using Millrace.Mlflow.Search;
using Millrace.Mlflow.Search.Filter;
using Millrace.Mlflow.Search.Vocabulary;

namespace Millrace.Tests.Mlflow.Search;

public sealed class FilterRefusalTests
{
    [Theory]
    [InlineData("params.p LR !=", 10, "Invalid clause(s) in filter string: 'LR'")]
    [InlineData("params.p", 9, "Invalid clause(s) in filter string")]
    [InlineData("metrics.m !=", 13, "Invalid clause(s) in filter string")]
    [InlineData("tags.t = = 'x'", 10, "Invalid clause(s) in filter string: '='")]
    [InlineData("status IS 'RUNNING'", 11, "Invalid clause(s) in filter string: ''RUNNING''")]
    [InlineData("status = true", 10, "Invalid clause(s) in filter string: 'true'")]
    [InlineData("metrics.m > 1 NAND metrics.n > 2", 15, "Invalid clause(s) in filter string: 'NAND'")]
    [InlineData("metrics.m > 1 metrics.n > 2", 15, "Invalid clause(s) in filter string")]
    [InlineData("metrics.m > 1 AND", 18, "Invalid clause(s) in filter string")]
    [InlineData("AND metrics.m > 1", 1, "Invalid clause(s) in filter string: 'AND'")]
    [InlineData("metrics.m BETWEEN 1 AND 2", 11, "Invalid clause(s) in filter string: 'BETWEEN'")]
    [InlineData("(metrics.m > 1", 15, "Invalid clause(s) in filter string")]
    [InlineData("metrics.m > 1)", 14, "Invalid clause(s) in filter string: ')'")]
    [InlineData("()", 2, "Invalid clause(s) in filter string: ')'")]
    [InlineData("metrics.m > 1; DROP TABLE runs", 14, "Invalid clause(s) in filter string")]
    [InlineData("metrics.m > 1 -- all", 15, "Invalid clause(s) in filter string: '--'")]
    [InlineData("metrics.m > 1 /* all */", 15, "Invalid clause(s) in filter string")]
    [InlineData("`metrics.m > 1", 1, "the quote that opens here is never closed")]
    [InlineData("metric`.m > 1", 1, "Invalid clause(s) in filter string: 'metric`.m'")]
    [InlineData("metrics.m` > 1", 1, "Invalid clause(s) in filter string")]
    [InlineData("metrics.m > 1`", 14, "Invalid clause(s) in filter string")]
    [InlineData("params.'p = LR", 1, "Invalid clause(s) in filter string")]
    [InlineData("params.p = 'LR", 12, "the quote that opens here is never closed")]
    [InlineData("params.p = LR'", 12, "Invalid clause(s) in filter string")]
    [InlineData("params.p = \"LR'", 12, "the quote that opens here is never closed")]
    [InlineData(@"params.p = 'LR\'", 12, "the quote that opens here is never closed")]
    [InlineData("metrics.a-b > 1", 1, "in backticks")]
    [InlineData("metrics. m > 1", 1, "a name must follow the dot")]
    [InlineData("metrics..m > 1", 1, "a name must follow the dot")]
    [InlineData("metrics.m = 1and metrics.n = 2", 13, "Invalid clause(s) in filter string: '1and'")]
    [InlineData("metrics.m = 0x1F", 13, "Invalid clause(s) in filter string: '0x1F'")]
    [InlineData("metrics.m = 1.2.3", 13, "Invalid clause(s) in filter string")]
    [InlineData("metrics.m = - 5", 13, "Invalid clause(s) in filter string: '-'")]
    [InlineData("status = ('a')", 10, "a list of values follows IN or NOT IN only")]
    [InlineData("status NOT = 'a'", 8, "Invalid clause(s) in filter string")]
    [InlineData("status NOT", 8, "Invalid clause(s) in filter string")]
    [InlineData("params.p = '\0'", 13, "Invalid clause(s) in filter string")]
    [InlineData("1 = 1", 1, "Expected 'Identifier' found '1'")]
    [InlineData("1.0 > metrics.m", 1, "Expected 'Identifier' found '1.0'")]
    [InlineData("'a' = 'a'", 1, "Expected 'Identifier' found")]
    public void Pieces_in_the_wrong_place_are_named_with_their_column(string filter, int column, string phrase) =>
        Refused(filter, "search.syntax", column, phrase);

    [Theory]
    [InlineData("m.acc >= 0.9", "search.entity-unknown", 1, "Invalid entity type 'm'")]
    [InlineData("  attri.x != 1", "search.entity-unknown", 3, "Invalid entity type 'attri'")]
    [InlineData("acc >= 0.9", "search.attribute-unknown", 1, "Invalid attribute key 'acc'")]
    [InlineData("`metrics.m` > 1", "search.attribute-unknown", 1, "Invalid attribute key 'metrics.m'")]
    [InlineData("attribute.experiment_id != '1'", "search.attribute-unknown", 1, "Invalid attribute key 'experiment_id'")]
    [InlineData("attribute.lifecycle_stage = 'ACTIVE'", "search.attribute-unknown", 1, "Invalid attribute key 'lifecycle_stage'")]
    [InlineData("foo IS NULL", "search.attribute-unknown", 1, "Invalid attribute key 'foo'")]
    [InlineData("dataset.profile = 'rows'", "search.attribute-unknown", 1, "Invalid dataset key 'profile'")]
    [InlineData("metrics.m = 'LR'", "search.number-expected", 13, "Expected numeric value type for metric")]
    [InlineData("metrics.m = LR", "search.number-expected", 13, "Expected numeric value type for metric")]
    [InlineData("metrics.m != metrics.n", "search.number-expected", 14, "Expected numeric value type for metric. Found metrics.n")]
    [InlineData("metrics.m = NaN", "search.number-expected", 13, "Expected numeric value type for metric. Found NaN")]
    [InlineData("metrics.m < 1e999", "search.number-expected", 13, "at most 1.8e308")]
    [InlineData("start_time > '5'", "search.number-expected", 14, "Expected numeric value type for numeric attribute: start_time")]
    [InlineData("params.p = 5", "search.text-expected", 12, "Expected a quoted string value for param")]
    [InlineData("tags.t = 5", "search.text-expected", 10, "Expected a quoted string value for tag")]
    [InlineData("status = 1", "search.text-expected", 10, "Expected a quoted string value for attributes")]
    [InlineData("dataset.name = 1", "search.text-expected", 16, "Expected a quoted string value for dataset attributes")]
    [InlineData("params.p = LR", "search.text-expected", 12, "value is either not quoted or unidentified quote types")]
    [InlineData("params.p = `LR`", "search.text-expected", 12, "Use either single or double quotes")]
    [InlineData("metrics.m ~ 1.0", "search.operator-not-allowed", 11, "Invalid comparator '~' not one of =, !=, <, <=, >, >=")]
    [InlineData("metrics.m LIKE 'a'", "search.operator-not-allowed", 11, "Invalid comparator 'LIKE'")]
    [InlineData("params.p > '5'", "search.operator-not-allowed", 10, "Invalid comparator '>' not one of =, !=, LIKE, ILIKE")]
    [InlineData("params.p ~= '5'", "search.operator-not-allowed", 10, "Invalid comparator '~='")]
    [InlineData("status < 'FINISHED'", "search.operator-not-allowed", 8, "Invalid comparator '<'")]
    [InlineData("start_time LIKE '5'", "search.operator-not-allowed", 12, "Invalid comparator 'LIKE'")]
    [InlineData("metrics.m == 1", "search.operator-not-allowed", 11, "Invalid comparator '=='")]
    [InlineData("metrics.m <> 1", "search.operator-not-allowed", 11, "Invalid comparator '<>'")]
    [InlineData("params.p IN ('a')", "search.operator-not-allowed", 10, "Invalid comparator 'IN'")]
    [InlineData("status IN ('a', 'b')", "search.list-not-allowed", 8, "Only the 'run_id' attribute supports comparison with a list of quoted string values")]
    [InlineData("run_id IN ()", "search.list-invalid", 12, "expected a non-empty list of string values, but got empty list")]
    [InlineData("run_id IN ('a' 'b')", "search.list-invalid", 16, "got ill-formed list")]
    [InlineData("run_id IN ('a'", "search.list-invalid", 15, "got ill-formed list")]
    [InlineData("run_id IN ('a', 5)", "search.list-invalid", 17, "got different type in list: 5")]
    [InlineData("run_name ~ 'a('", "search.pattern-invalid", 12, "The regular expression 'a('")]
    [InlineData("run_name !~ '(?=a)b'", "search.pattern-invalid", 13, "only (?: is known")]
    public void Wrong_comparisons_are_named_with_their_column(string filter, string code, int column, string phrase) =>
        Refused(filter, code, column, phrase);

    [Fact]
    public void Everything_that_is_wrong_with_comparisons_is_told_at_once()
    {
        var problems = FilterParser.Parse("acc > 1 AND params.p = 5 OR NOT statis = 'x'", SearchVocabulary.Runs).Problems;
        Assert.Equal(["search.attribute-unknown", "search.text-expected", "search.attribute-unknown"], problems.Select(problem => problem.Code));
        Assert.Equal("Keys stand behind their kind: metrics.acc, params.acc, tags.acc.", problems[0].Fix);
        Assert.Equal("Params are text: write params.p = '5'", problems[1].Fix);
        Assert.Equal("Did you mean 'status'?", problems[2].Fix);
    }

    [Fact]
    public void Things_without_metrics_refuse_them()
    {
        Assert.Contains("Invalid entity type 'metrics'", Only(SearchVocabulary.Experiments, "metrics.m > 1").What, StringComparison.Ordinal);
        Assert.Contains("('attribute', 'tag', 'tags')", Only(SearchVocabulary.RegisteredModels, "params.p = 'a'").What, StringComparison.Ordinal);
        Assert.Equal("search.operator-not-allowed", Only(SearchVocabulary.ModelVersions, "run_id NOT IN ('a')").Code);
        Assert.Equal("search.attribute-unknown", Only(SearchVocabulary.RegisteredModels, "last_updated_timestamp > 1").Code);
    }

    [Fact]
    public void The_length_the_nesting_and_the_comparisons_are_bounded()
    {
        var nested = new string('(', SearchLimits.MostNesting) + "metrics.m > 1" + new string(')', SearchLimits.MostNesting);
        Assert.True(FilterParser.Parse(nested, SearchVocabulary.Runs).IsOk);
        Assert.Equal("The filter has 51 levels of parentheses and NOTs; the most is 50.", Only(SearchVocabulary.Runs, "(" + nested + ")").What);
        Assert.Equal("search.too-large", Only(SearchVocabulary.Runs, string.Concat(Enumerable.Repeat("NOT ", 100_000 / 4 - 10)) + "metrics.m > 1").Code);
        Assert.Equal("search.too-large", Only(SearchVocabulary.Runs, string.Join(" OR ", Enumerable.Repeat("metrics.m > 1", 201))).Code);
        Assert.Equal("search.too-large", Only(SearchVocabulary.Runs, $"params.p = '{new string('a', 100_000)}'").Code);
        Assert.Equal("search.too-large", Only(SearchVocabulary.Runs, $"params.p LIKE '{new string('a', 5_001)}'").Code);
    }

    private static void Refused(string filter, string code, int column, string phrase)
    {
        var problem = Only(SearchVocabulary.Runs, filter);
        Assert.Equal(code, problem.Code);
        Assert.Contains(phrase, problem.What, StringComparison.Ordinal);
        Assert.Contains($"column {column}", problem.What, StringComparison.Ordinal);
        Assert.DoesNotContain($"column {column}0", problem.What, StringComparison.Ordinal);
    }

    private static Problem Only(SearchVocabulary vocabulary, string filter) => Assert.Single(FilterParser.Parse(filter, vocabulary).Problems);
}
