using System.Net;
using System.Text.Json.Nodes;

namespace Millrace.Tests.Tracking.Experiments;

public class SearchExperimentsTests : TrackingApi
{
    [Fact]
    public async Task Fresh_tables_have_the_default_experiment() => Assert.Equal(["Default"], Names(await GetAsync("experiments/search?max_results=10")));

    [Fact]
    public async Task A_search_filters_by_name_and_tag_and_orders()
    {
        await FillAsync();
        Assert.Equal(["c", "a"], Names(await PostAsync("experiments/search", """{"filter": "tags.team = 'red'", "max_results": 10}""")));
        Assert.Equal(["a"], Names(await GetAsync("experiments/search?max_results=10&filter=" + Uri.EscapeDataString("name LIKE 'a%'"))));
        Assert.Equal(["Default", "a", "b", "c"], Names(await PostAsync("experiments/search", """{"order_by": ["name ASC"]}""")));
    }

    [Fact]
    public async Task Pages_end_without_a_token()
    {
        await FillAsync();
        var first = await PostAsync("experiments/search", """{"order_by": ["name ASC"], "max_results": 3}""");
        var second = await PostAsync("experiments/search", $$"""{"order_by": ["name ASC"], "max_results": 3, "page_token": "{{first["next_page_token"]}}"}""");
        Assert.Equal(["Default", "a", "b", "c"], Names(first).Concat(Names(second)));
        Assert.Null(second["next_page_token"]);
        Assert.Null((await PostAsync("experiments/search", """{"max_results": 4}"""))["next_page_token"]);
    }

    [Fact]
    public async Task A_view_decides_on_deleted_experiments()
    {
        await FillAsync();
        await PostAsync("experiments/delete", """{"experiment_id": "2"}""");
        Assert.DoesNotContain("b", Names(await PostAsync("experiments/search", "{}")));
        Assert.Equal(["b"], Names(await GetAsync("experiments/search?max_results=9&view_type=DELETED_ONLY")));
        Assert.Equal(4, Names(await PostAsync("experiments/search", """{"view_type": 3}""")).Count());
    }

    [Theory]
    [InlineData("""{"filter": "name ="}""")]
    [InlineData("""{"max_results": 0}""")]
    [InlineData("""{"max_results": 50001}""")]
    [InlineData("""{"order_by": ["foo"]}""")]
    [InlineData("""{"view_type": "SOME"}""")]
    public async Task A_search_that_cannot_be_read_is_told(string json) =>
        await RefusedAsync("experiments/search", json, HttpStatusCode.BadRequest, "INVALID_PARAMETER_VALUE");

    private static IEnumerable<string> Names(JsonNode found) => (found["experiments"]?.AsArray() ?? []).Select(experiment => (string)experiment!["name"]!);

    private async Task FillAsync()
    {
        await PostAsync("experiments/create", """{"name": "a", "tags": [{"key": "team", "value": "red"}]}""");
        await PostAsync("experiments/create", """{"name": "b", "tags": [{"key": "team", "value": "blue"}]}""");
        await PostAsync("experiments/create", """{"name": "c", "tags": [{"key": "team", "value": "red"}]}""");
    }
}
