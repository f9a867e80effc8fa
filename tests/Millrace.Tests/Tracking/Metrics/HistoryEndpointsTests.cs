using System.Net;
using System.Text.Json.Nodes;

namespace Millrace.Tests.Tracking.Metrics;

public class HistoryEndpointsTests : TrackingApi
{
    [Fact]
    public async Task A_history_that_fits_is_by_time_then_step_then_value()
    {
        var run = await NewRunAsync();
        await LogAsync(run, (3, 10, 1), (1, 20, 2), (2, 10, 5), (2, 10, 4));
        var history = await GetAsync($"metrics/get-history?run_id={run}&metric_key=m");
        Assert.Equal([(2, 10, 4), (2, 10, 5), (3, 10, 1), (1, 20, 2)], Points(history));
        Assert.Equal("""{"key":"m","value":4,"timestamp":10,"step":2}""", history["metrics"]![0]!.ToJsonString());
        Assert.Null(history["next_page_token"]);
    }

    [Fact]
    public async Task Pages_give_every_point_once()
    {
        var run = await NewRunAsync();
        var logged = Enumerable.Range(0, 150).Select(i => (Step: (long)((i * 7 % 50) - 10), Time: (long)(i % 3), Value: (double)(i % 5))).Distinct().ToArray();
        await LogAsync(run, logged);
        await PostAsync("runs/log-metric", $$"""{"run_id": "{{run}}", "key": "m", "value": "NaN", "timestamp": 1, "step": 4}""");
        await PostAsync("runs/log-metric", $$"""{"run_id": "{{run}}", "key": "m", "value": "Infinity", "timestamp": 1, "step": 4}""");
        List<(long, long, double)> read = [];
        string? token = null;
        var pages = 0;
        do
        {
            var page = await GetAsync($"metrics/get-history?run_id={run}&metric_key=m&max_results=7&page_token={Uri.EscapeDataString(token ?? "")}");
            read.AddRange(Points(page));
            token = (string?)page["next_page_token"];
            pages++;
        }
        while (token is not null);
        var expected = logged.Append((4, 1, double.NaN)).Append((4, 1, double.PositiveInfinity)).ToList();
        Assert.Equal(expected.Order(), read.Order());
        Assert.Equal((expected.Count + 6) / 7, pages);
    }

    [Fact]
    public async Task An_unknown_key_has_no_history_and_an_unknown_run_is_named()
    {
        var run = await NewRunAsync();
        Assert.Empty((await GetAsync($"metrics/get-history?run_id={run}&metric_key=none"))["metrics"]!.AsArray());
        await RefusedAsync("metrics/get-history?run_id=x&metric_key=m", null, HttpStatusCode.NotFound, "RESOURCE_DOES_NOT_EXIST", "Run with id=x not found");
        await RefusedAsync($"metrics/get-history?run_id={run}", null, HttpStatusCode.BadRequest, "INVALID_PARAMETER_VALUE", "metric_key");
        await RefusedAsync(
            $"metrics/get-history?run_id={run}&metric_key=m&page_token=abc", null, HttpStatusCode.BadRequest, "INVALID_PARAMETER_VALUE", "page_token");
    }

    [Fact]
    public async Task Histories_of_several_runs_come_together_each_with_its_run()
    {
        var runs = new[] { await NewRunAsync(), await NewRunAsync() }.Order(StringComparer.Ordinal).ToArray();
        await LogAsync(runs[0], (0, 1, 1), (1, 2, 2));
        await LogAsync(runs[1], (0, 1, 3));
        var bulk = await GetAsync($"metrics/get-history-bulk?run_id={runs[1]}&run_id={runs[0]}&run_id=none&metric_key=m");
        Assert.Equal([(runs[0], 1), (runs[0], 2), (runs[1], 3)], bulk["metrics"]!.AsArray().Select(p => ((string)p!["run_id"]!, (double)p["value"]!)));
        Assert.Equal(2, (await GetAsync($"metrics/get-history-bulk?run_id={runs[0]}&run_id={runs[1]}&metric_key=m&max_results=2"))["metrics"]!.AsArray().Count);
        await RefusedAsync("metrics/get-history-bulk?metric_key=m", null, HttpStatusCode.BadRequest, "INVALID_PARAMETER_VALUE", "at least one");
        await RefusedAsync($"metrics/get-history-bulk?run_id={runs[0]}", null, HttpStatusCode.BadRequest, "INVALID_PARAMETER_VALUE", "metric_key");
    }

    [Fact]
    public async Task A_thinned_history_keeps_its_steps_in_range_and_its_spike()
    {
        var run = await NewRunAsync();
        await LogAsync(run, [.. Enumerable.Range(0, 900).Select(i => ((long)i, (long)i, i == 617 ? 1e9 : i % 10))]);
        var steps = Points(await GetAsync($"metrics/get-history-bulk-interval?run_ids={run}&metric_key=m&start_step=100&end_step=799&max_results=40")).Select(p => p.Step).ToList();
        Assert.Equal((100L, 799L), (steps[0], steps[^1]));
        Assert.Contains(617, steps);
        Assert.InRange(steps.Count, 30, 40);
        var all = await PostAsync("metrics/get-history-bulk-interval", $$"""{"run_ids": ["{{run}}"], "metric_key": "m"}""");
        Assert.Equal(900, all["metrics"]!.AsArray().Count);
        Assert.Equal(run, (string?)all["metrics"]![0]!["run_id"]);
    }

    [Theory]
    [InlineData("metric_key=m")]
    [InlineData("run_ids=RUN")]
    [InlineData("run_ids=RUN&metric_key=m&start_step=1")]
    [InlineData("run_ids=RUN&metric_key=m&start_step=5&end_step=1")]
    [InlineData("run_ids=RUN&metric_key=m&max_results=0")]
    [InlineData("run_ids=RUN&metric_key=m&max_results=2501")]
    public async Task An_interval_must_be_one(string query)
    {
        var run = await NewRunAsync();
        await RefusedAsync(
            "metrics/get-history-bulk-interval?" + query.Replace("RUN", run, StringComparison.Ordinal), null, HttpStatusCode.BadRequest, "INVALID_PARAMETER_VALUE");
    }

    private static IEnumerable<(long Step, long Time, double Value)> Points(JsonNode answer) => answer["metrics"]!.AsArray().Select(point => (
        (long)point!["step"]!, (long)point["timestamp"]!,
        point["value"]!.GetValueKind() == System.Text.Json.JsonValueKind.String ? double.Parse((string)point["value"]!, System.Globalization.CultureInfo.InvariantCulture) : (double)point["value"]!));

    private async Task LogAsync(string run, params (long Step, long Time, double Value)[] points) => await PostAsync(
        "runs/log-batch",
        new JsonObject
        {
            ["run_id"] = run,
            ["metrics"] = new JsonArray([.. points.Select(p => new JsonObject { ["key"] = "m", ["step"] = p.Step, ["timestamp"] = p.Time, ["value"] = p.Value })]),
        }.ToJsonString());
}
