using System.Net;
using System.Text.Json.Nodes;

namespace Millrace.Tests.Tracking.Runs;

public class SearchRunsTests : TrackingApi
{
    [Fact]
    public async Task A_filter_and_an_order_find_the_runs_with_all_they_have()
    {
        var runs = await FillAsync();
        var found = await SearchAsync("\"filter\": \"metrics.acc > 0.25 and params.lr = '0.1'\", \"order_by\": [\"metrics.acc DESC\"]");
        Assert.Equal([runs[4], runs[2]], Ids(found));
        var data = found["runs"]![0]!["data"]!;
        Assert.Equal(("acc", 0.5), ((string?)data["metrics"]![0]!["key"], (double)data["metrics"]![0]!["value"]!));
        Assert.Equal("""[{"key":"lr","value":"0.1"}]""", data["params"]!.ToJsonString());
        Assert.Equal("mlflow.runName", (string?)data["tags"]![0]!["key"]);
    }

    [Fact]
    public async Task Without_an_order_the_newest_come_first()
    {
        var runs = await FillAsync();
        Assert.Equal(runs.Reverse(), Ids(await SearchAsync("")));
    }

    [Fact]
    public async Task A_run_without_the_metric_comes_last_in_both_directions()
    {
        var runs = await FillAsync();
        Assert.Equal(runs[5], Ids(await SearchAsync("\"order_by\": [\"metrics.acc ASC\"]"))[^1]);
        Assert.Equal(runs[5], Ids(await SearchAsync("\"order_by\": [\"metrics.acc DESC\"]"))[^1]);
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_double()
    {
        var runs = await FillAsync();
        List<string> read = [];
        string? token = null;
        do
        {
            var page = await SearchAsync($"\"max_results\": 2, \"page_token\": \"{token}\"");
            read.AddRange(Ids(page));
            token = (string?)page["next_page_token"];
        }
        while (token is not null);
        Assert.Equal(runs.Reverse(), read);
    }

    [Fact]
    public async Task A_view_decides_on_deleted_runs()
    {
        var runs = await FillAsync();
        await PostAsync("runs/delete", $$"""{"run_id": "{{runs[0]}}"}""");
        Assert.DoesNotContain(runs[0], Ids(await SearchAsync("")));
        Assert.Equal([runs[0]], Ids(await SearchAsync("\"run_view_type\": \"DELETED_ONLY\"")));
        Assert.Equal(6, Ids(await SearchAsync("\"run_view_type\": 3")).Count);
    }

    [Fact]
    public async Task Only_runs_of_the_named_experiments_are_found_and_none_of_none()
    {
        await PostAsync("experiments/create", """{"name": "other"}""");
        var (mine, other) = (await NewRunAsync(), await NewRunAsync("1"));
        Assert.Equal([other], Ids(await PostAsync("runs/search", """{"experiment_ids": ["1"]}""")));
        Assert.Equal(new[] { mine, other }.Order(), Ids(await PostAsync("runs/search", """{"experiment_ids": [0, 1]}""")).Order());
        Assert.Equal("{}", (await PostAsync("runs/search", """{"experiment_ids": []}""")).ToJsonString());
    }

    [Theory]
    [InlineData("\"filter\": \"metrics.acc >\"", "filter")]
    [InlineData("\"filter\": \"foo = 'x'\"", "foo")]
    [InlineData("\"max_results\": 0", "max_results")]
    [InlineData("\"max_results\": 50001", "max_results")]
    [InlineData("\"page_token\": \"nonsense!\"", "page_token")]
    [InlineData("\"run_view_type\": \"SOME\"", "run_view_type")]
    [InlineData("\"order_by\": [\"acc\"]", "acc")]
    public async Task A_search_that_cannot_be_read_is_told(string json, string words) => await RefusedAsync(
        "runs/search", $"{{\"experiment_ids\": [\"0\"], {json}}}", HttpStatusCode.BadRequest, "INVALID_PARAMETER_VALUE", words);

    private static List<string> Ids(JsonNode found) => [.. (found["runs"]?.AsArray() ?? []).Select(run => (string)run!["info"]!["run_id"]!)];

    private Task<JsonNode> SearchAsync(string rest) => PostAsync("runs/search", "{\"experiment_ids\": [\"0\"]" + (rest.Length == 0 ? "}" : $", {rest}}}"));

    // Six runs: acc 0.1 to 0.5 with lr 0.1 on the even ones; the last has nothing.
    private async Task<string[]> FillAsync()
    {
        List<string> runs = [];
        for (var i = 0; i < 6; i++)
        {
            var made = await PostAsync("runs/create", $$"""{"experiment_id": "0", "run_name": "r{{i}}", "start_time": {{i + 1}}}""");
            runs.Add((string)made["run"]!["info"]!["run_id"]!);
            if (i < 5)
            {
                await PostAsync("runs/log-batch", $$"""
                    {"run_id": "{{runs[i]}}", "metrics": [{"key": "acc", "value": 0.{{i + 1}}, "timestamp": 1}], "params": [{"key": "lr", "value": "0.{{(i % 2) + 1}}"}]}
                    """);
            }
        }

        return [.. runs];
    }
}
