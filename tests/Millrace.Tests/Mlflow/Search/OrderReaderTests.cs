using Millrace.Mlflow.Search;
using Millrace.Mlflow.Search.Order;
using Millrace.Mlflow.Search.Vocabulary;

namespace Millrace.Tests.Mlflow.Search;

public sealed class OrderReaderTests
{
    [Theory]
    [InlineData("metrics.acc", "Metric acc ASC")]
    [InlineData("metrics.acc DESC", "Metric acc DESC")]
    [InlineData("  metrics.acc   asc ", "Metric acc ASC")]
    [InlineData("params.`a b` desc", "Param a b DESC")]
    [InlineData("tags.\"mlflow.runName\"", "Tag mlflow.runName ASC")]
    [InlineData("\"metrics.val acc\" DESC", "Metric val acc DESC")]
    [InlineData("`metrics.a.b`", "Metric a.b ASC")]
    [InlineData("attributes.end_time ASC", "Attribute end_time ASC")]
    [InlineData("status", "Attribute status ASC")]
    [InlineData("`Run Name` DESC", "Attribute run_name DESC")]
    public void A_clause_is_a_name_and_a_direction(string clause, string term) =>
        Assert.Equal([term, "Attribute start_time DESC", "Attribute run_id ASC"], Runs(clause));

    [Fact]
    public void What_decides_between_equals_is_not_said_twice()
    {
        Assert.Equal(["Attribute start_time ASC", "Attribute run_id ASC"], Runs("Created ASC"));
        Assert.Equal(["Attribute run_id DESC", "Attribute start_time DESC"], Runs("run_id DESC"));
        Assert.Equal(["Attribute start_time DESC", "Attribute run_id ASC"], Runs());
    }

    [Fact]
    public void Each_thing_has_MLflow_s_own_order()
    {
        Assert.Equal(["Attribute creation_time DESC", "Attribute experiment_id ASC"], Terms(SearchVocabulary.Experiments));
        Assert.Equal(["Attribute name ASC", "Attribute experiment_id DESC"], Terms(SearchVocabulary.Experiments, "name"));
        Assert.Equal(["Attribute creation_timestamp DESC", "Attribute model_id ASC"], Terms(SearchVocabulary.LoggedModels));
        Assert.Equal(["Attribute name ASC"], Terms(SearchVocabulary.RegisteredModels));
        Assert.Equal(["Attribute last_updated_timestamp DESC", "Attribute name ASC"], Terms(SearchVocabulary.RegisteredModels, "timestamp DESC"));
        Assert.Equal(
            ["Attribute last_updated_timestamp DESC", "Attribute name ASC", "Attribute version_number DESC"], Terms(SearchVocabulary.ModelVersions));
        Assert.Equal(["Attribute version_number ASC", "Attribute name ASC"], Terms(SearchVocabulary.ModelVersions, "version_number"));
    }

    [Theory]
    [InlineData("m.acc", "search.entity-unknown", "Invalid entity type 'm'")]
    [InlineData("acc", "search.attribute-unknown", "Invalid attribute key 'acc'")]
    [InlineData("attribute.start", "search.attribute-unknown", "Invalid attribute key 'start'")]
    [InlineData("`metrics.acc", "search.order-unreadable", "Invalid order_by clause '`metrics.acc'")]
    [InlineData("metrics.acc != 1", "search.order-unreadable", "Invalid order_by clause")]
    [InlineData("metrics.acc DESC DESC", "search.order-unreadable", "something stands behind it at column 18")]
    [InlineData("", "search.order-unreadable", "Invalid order_by clause ''")]
    [InlineData("5 DESC", "search.order-unreadable", "Invalid order_by clause")]
    [InlineData("run_id ACS", "search.order-unreadable", "Invalid ordering key in order_by clause 'run_id ACS'")]
    [InlineData("dataset.name", "search.order-unreadable", "Invalid order_by entity: dataset")]
    public void A_clause_that_says_something_else_is_refused(string clause, string code, string phrase)
    {
        var problem = Assert.Single(OrderReader.Read([clause], SearchVocabulary.Runs).Problems);
        Assert.Equal(code, problem.Code);
        Assert.Contains(phrase, problem.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_may_be_ordered_by_twice()
    {
        Assert.Equal("search.order-duplicate", Code(SearchVocabulary.Runs, "metrics.a", "params.a", "metric.`a` DESC"));
        Assert.Equal("search.order-duplicate", Code(SearchVocabulary.Runs, "start_time", "created"));
        Assert.Equal("search.order-duplicate", Code(SearchVocabulary.RegisteredModels, "timestamp", "last_updated_timestamp"));
        Assert.Equal("search.order-unreadable", Code(SearchVocabulary.Experiments, "tags.a"));
        Assert.Equal("search.too-large", Code(SearchVocabulary.Runs, [.. Enumerable.Range(0, 51).Select(i => $"metrics.m{i}")]));
    }

    [Fact]
    public void Logged_models_are_ordered_by_fields_with_datasets()
    {
        var order = OrderReader.Read(
            [new OrderField("metrics.acc/top 5", false, "iris", "d1"), new OrderField("creation_time")], SearchVocabulary.LoggedModels).Value;
        Assert.Equal(new OrderTerm(SearchKind.Metric, "acc/top 5", false) { DatasetName = "iris", DatasetDigest = "d1" }, order[0]);
        Assert.Equal(["creation_timestamp", "model_id"], order.Skip(1).Select(term => term.Key));
        var problems = OrderReader.Read(
            [new OrderField("params.p"), new OrderField("nome"), new OrderField("metrics.a", DatasetDigest: "d")], SearchVocabulary.LoggedModels).Problems;
        Assert.Equal(["search.order-unreadable", "search.attribute-unknown", "search.order-unreadable"], problems.Select(problem => problem.Code));
    }

    private static IEnumerable<string> Runs(params string[] clauses) => Terms(SearchVocabulary.Runs, clauses);

    private static IEnumerable<string> Terms(SearchVocabulary vocabulary, params string[] clauses) =>
        OrderReader.Read(clauses, vocabulary).Value.Select(term => $"{term.Kind} {term.Key} {(term.IsAscending ? "ASC" : "DESC")}");

    private static string Code(SearchVocabulary vocabulary, params string[] clauses) =>
        Assert.Single(OrderReader.Read(clauses, vocabulary).Problems).Code;
}
