using FsCheck;
using FsCheck.Fluent;
using Millrace.Kernel.Tables;
using Millrace.Mlflow.Search;
using Millrace.Mlflow.Search.Filter;
using Millrace.Mlflow.Search.Sql;
using Millrace.Mlflow.Search.Vocabulary;
using Millrace.Tests.Statistics;

namespace Millrace.Tests.Mlflow.Search;

public sealed class SearchQueryTests : IDisposable
{
    private readonly List<SearchedRun> runs;
    private readonly SearchedTables tables;

    public SearchQueryTests()
    {
        var random = new RandomSearch(7);
        runs = [.. Enumerable.Range(0, 60).Select(random.Run)];
        tables = new SearchedTables(runs);
    }

    public void Dispose() => tables.Dispose();

    [Fact]
    public void A_printed_tree_reads_as_itself() => ForFilters((filter, _) =>
        filter.Equals(FilterParser.Parse(FilterPrinter.Print(filter), SearchVocabulary.Runs).Value));

    [Fact]
    public async Task The_database_finds_what_the_filter_says()
    {
        var found = 0;
        for (var seed = 0; seed < 400; seed++)
        {
            var filter = new RandomSearch(seed).Filter(3);
            var text = FilterPrinter.Print(filter);
            var expected = runs.Where(run => run.Matches(filter)).Select(run => run.No).Order().ToList();
            var actual = (await tables.FindAsync(SearchQuery.Parse(SearchVocabulary.Runs, text).Value)).Order().ToList();
            Assert.True(expected.SequenceEqual(actual), $"{text}\nexpected {string.Join(' ', expected)}\nfound {string.Join(' ', actual)}");
            found += actual.Count;
        }

        Assert.InRange(found, 400 * 60 / 10, 400 * 60 * 9 / 10);
    }

    [Fact]
    public async Task The_database_orders_as_MLflow_does()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var clauses = new RandomSearch(seed).OrderBy();
            var query = SearchQuery.Parse(SearchVocabulary.Runs, null, clauses).Value;
            var expected = runs.Order(Comparer<SearchedRun>.Create((a, b) => Compare(a, b, query.Order))).Select(run => run.No);
            Assert.Equal(expected, await tables.FindAsync(query));
        }
    }

    [Fact]
    public async Task NaN_comes_behind_the_numbers_and_what_is_missing_last_in_both_directions()
    {
        SearchedRun Run(int no, params (string, double)[] metrics) => new(
            no,
            new() { ["run_id"] = $"{no}", ["run_name"] = null, ["user_id"] = null, ["status"] = "", ["artifact_uri"] = "", ["start_time"] = (long)no, ["end_time"] = null },
            metrics.ToDictionary(pair => pair.Item1, pair => pair.Item2), [], [], []);
        using var few = new SearchedTables(
            [Run(1), Run(2, ("m", double.NaN)), Run(3, ("m", 1)), Run(4, ("m", 2)), Run(5, ("m", double.NegativeInfinity)), Run(6)]);
        Assert.Equal([5, 3, 4, 2, 6, 1], await few.FindAsync(SearchQuery.Parse(SearchVocabulary.Runs, null, ["metrics.m"]).Value));
        Assert.Equal([4, 3, 5, 2, 6, 1], await few.FindAsync(SearchQuery.Parse(SearchVocabulary.Runs, null, ["metrics.m DESC"]).Value));
        Assert.Equal([4, 2], await few.FindAsync(SearchQuery.Parse(SearchVocabulary.Runs, "metrics.m != 1 AND NOT metrics.m < 1").Value));
    }

    [Fact]
    public async Task The_deepest_and_the_widest_filters_are_answered()
    {
        var deep = "metrics.a > 0";
        for (var level = 1; level <= SearchLimits.MostNesting; level++)
        {
            deep = level % 2 == 0 ? $"tags.a != 'x' AND ({deep})" : level % 3 == 0 ? $"params.a = 'y' OR NOT {deep}" : $"params.a = 'y' OR ({deep})";
        }

        var tree = FilterParser.Parse(deep, SearchVocabulary.Runs).Value!;
        Assert.Equal(
            runs.Where(run => run.Matches(tree)).Select(run => run.No), (await tables.FindAsync(SearchQuery.Parse(SearchVocabulary.Runs, deep).Value)).Order());
        var wide = string.Join(" OR ", Enumerable.Range(0, SearchLimits.MostComparisons).Select(i => $"(params.k{i} = '{i}')"));
        Assert.Empty(await tables.FindAsync(SearchQuery.Parse(SearchVocabulary.Runs, wide).Value));
        var list = $"run_id IN ({string.Join(",", Enumerable.Range(10_000, 12_000).Select(i => $"'{i}'"))}, 'r007')";
        Assert.Equal([7], await tables.FindAsync(SearchQuery.Parse(SearchVocabulary.Runs, list).Value));
    }

    [Fact]
    public void Users_text_is_in_the_parameters_only() => ForFilters((filter, seed) =>
    {
        var query = SearchQuery.Parse(SearchVocabulary.Runs, FilterPrinter.Print(filter), new RandomSearch(seed).OrderBy()).Value;
        return Enum.GetValues<SqlDialect>().All(dialect =>
        {
            var sql = query.ToSql(SearchedTables.Schema, dialect);
            var text = sql.Where + sql.Joins + sql.OrderBy;
            return !text.Contains("DROP", StringComparison.Ordinal) && !text.Contains("it's", StringComparison.Ordinal)
                && !text.Contains('`') && !text.Contains('{') && !text.Contains('ü') && !text.Contains("1E", StringComparison.Ordinal)
                && sql.Parameters.Keys.All(name => text.Contains("@" + name, StringComparison.Ordinal));
        });
    });

    [Fact]
    public void Each_engine_gets_its_own_words()
    {
        var query = SearchQuery.Parse(
            SearchVocabulary.Runs, "params.p LIKE 'a*_%' AND tags.t NOT ILIKE 'b%' AND status ~ 'c$' AND user_id !~ 'd' AND NOT end_time > 5", ["run_name DESC"]).Value;
        var sqlite = query.ToSql(SearchedTables.Schema, SqlDialect.Sqlite);
        Assert.Equal(
            "(EXISTS (SELECT 1 FROM params f WHERE f.run_no = r.run_no AND f.key = @search_0 AND f.value GLOB @search_1) "
            + "AND EXISTS (SELECT 1 FROM tags f WHERE f.run_no = r.run_no AND f.key = @search_2 AND f.value NOT LIKE @search_3) "
            + "AND r.status REGEXP @search_4 AND r.user_id NOT REGEXP @search_5 AND ((r.end_time > @search_6) IS NOT TRUE))",
            sqlite.Where);
        Assert.Equal(["p", "a[*]?*", "t", "b%", @"c\z", "d", 5L], sqlite.Parameters.Values);
        Assert.Equal("CASE WHEN r.name IS NULL THEN 1 ELSE 0 END, r.name DESC, r.start_time DESC, r.run_id", sqlite.OrderBy);
        var postgres = query.ToSql(SearchedTables.Schema, SqlDialect.Postgres);
        Assert.Contains("f.value LIKE @search_1 ESCAPE ''", postgres.Where, StringComparison.Ordinal);
        Assert.Contains("f.value NOT ILIKE @search_3 ESCAPE ''", postgres.Where, StringComparison.Ordinal);
        Assert.Contains("r.status ~ @search_4 AND r.user_id !~ @search_5", postgres.Where, StringComparison.Ordinal);
        Assert.Equal(["p", "a*_%", "t", "b%", "c$", "d", 5L], postgres.Parameters.Values);
        Assert.EndsWith("r.name COLLATE \"C\" DESC, r.start_time DESC, r.run_id COLLATE \"C\"", postgres.OrderBy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_search_without_a_filter_finds_everything()
    {
        var sql = SearchQuery.Parse(SearchVocabulary.Runs, " ").Value.ToSql(SearchedTables.Schema, SqlDialect.Sqlite);
        Assert.Equal(("TRUE", "", "r.start_time DESC, r.run_id", 0), (sql.Where, sql.Joins, sql.OrderBy, sql.Parameters.Count));
    }

    [Fact]
    public void Problems_of_the_filter_and_of_the_order_are_told_together() => Assert.Equal(
        ["search.attribute-unknown", "search.entity-unknown", "search.order-unreadable"],
        SearchQuery.Parse(SearchVocabulary.Runs, "acc > 1", ["m.acc", "run_id down"]).Problems.Select(problem => problem.Code));

    [Theory]
    [InlineData(null, true, false)]
    [InlineData("name != 'x'", true, false)]
    [InlineData("tags.`mlflow.prompt.is_prompt` = 'true'", false, true)]
    [InlineData("tags.mlflow.prompt.is_prompt != 'true'", true, false)]
    [InlineData("tags.`mlflow.prompt.is_prompt` = 'false'", true, false)]
    [InlineData("tags.`mlflow.prompt.is_prompt` != 'false'", false, true)]
    [InlineData("tags.`mlflow.prompt.is_prompt` = 'true' OR tags.`mlflow.prompt.is_prompt` = 'false'", true, true)]
    [InlineData("NOT tags.`mlflow.prompt.is_prompt` = 'true'", true, false)]
    public async Task Prompts_are_found_only_when_asked_for(string? filter, bool findsModels, bool findsPrompts)
    {
        var query = SearchQuery.Parse(SearchVocabulary.RegisteredModels, filter).Value;
        var schema = new SearchSchema
        {
            Attributes = new Dictionary<string, SearchColumn> { ["name"] = "r.run_id" },
            Tags = SearchedTables.Schema.Tags,
        };
        var template = runs[0] with { Params = [], Metrics = [], Datasets = [] };
        using var models = new SearchedTables(
        [
            template with { No = 1, Tags = [] },
            template with { No = 2, Tags = new() { ["mlflow.prompt.is_prompt"] = "true" } },
        ]);
        var found = await models.FindAsync(query, schema);
        Assert.Equal((findsModels, findsPrompts), (found.Contains(1), found.Contains(2)));
    }

    private static void ForFilters(Func<FilterNode, int, bool> holds) =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => holds(new RandomSearch(seed).Filter(4), seed)).Holds(500);

    private static int Compare(SearchedRun a, SearchedRun b, IReadOnlyList<OrderTerm> order)
    {
        foreach (var term in order)
        {
            var (x, y) = (Value(a, term), Value(b, term));
            var (rankX, rankY) = (Rank(x), Rank(y));
            var difference = rankX != rankY ? rankX - rankY
                : rankX > 0 ? 0
                : (x is string text ? string.CompareOrdinal(text, (string)y!) : Comparer<object>.Default.Compare(x, y)) * (term.IsAscending ? 1 : -1);
            if (difference != 0)
            {
                return difference;
            }
        }

        return 0;

        static int Rank(object? value) => value switch { null => 2, double.NaN => 1, _ => 0 };
    }

    private static object? Value(SearchedRun run, OrderTerm term) => term.Kind switch
    {
        SearchKind.Metric => run.Metrics.TryGetValue(term.Key, out var metric) ? metric : null,
        SearchKind.Param => run.Params.GetValueOrDefault(term.Key),
        SearchKind.Tag => run.Tags.GetValueOrDefault(term.Key),
        _ => run.Attributes[term.Key],
    };
}
