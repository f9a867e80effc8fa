using System.Net;
using System.Text.Json.Nodes;
using Millrace.Kernel.Identity;

namespace Millrace.Tests.Tracking.Runs;

public class RunEndpointsTests : TrackingApi
{
    [Fact]
    public async Task A_new_run_has_what_the_client_looks_at()
    {
        var made = (await PostAsync(
            "runs/create",
            """{"experiment_id": "0", "user_id": "ada", "start_time": 12345, "run_name": "first", "tags": [{"key": "mlflow.source.name", "value": "train.py"}]}"""))["run"]!;
        var id = (string)made["info"]!["run_id"]!;
        var read = (await GetAsync($"runs/get?run_id={id}&run_uuid={id}"))["run"]!;
        Assert.Equal(made["info"]!.ToJsonString(), read["info"]!.ToJsonString());
        var info = read["info"]!;
        Assert.Equal(
            (id, "first", "0", "ada", "RUNNING", 12345, "active", $"mlflow-artifacts:/0/{id}/artifacts"),
            ((string?)info["run_uuid"], (string?)info["run_name"], (string?)info["experiment_id"], (string?)info["user_id"], (string?)info["status"],
                (long)info["start_time"]!, (string?)info["lifecycle_stage"], (string?)info["artifact_uri"]));
        Assert.Null(info["end_time"]);
        Assert.Equal([("mlflow.runName", "first"), ("mlflow.source.name", "train.py")], Pairs(read["data"]!["tags"]));
    }

    [Fact]
    public async Task A_run_without_a_name_gets_one_of_two_words_and_a_number()
    {
        var info = (await PostAsync("runs/create", "{}"))["run"]!["info"]!;
        Assert.Matches("^[a-z]+-[a-z]+-[0-9]{1,3}$", (string)info["run_name"]!);
        Assert.Equal("0", (string?)info["experiment_id"]);
        Assert.True((long)info["start_time"]! > 0);
    }

    [Fact]
    public async Task The_tag_of_the_name_names_the_run_and_may_not_contradict_it()
    {
        var named = await PostAsync("runs/create", """{"experiment_id": "0", "tags": [{"key": "mlflow.runName", "value": "tagged"}]}""");
        Assert.Equal("tagged", (string?)named["run"]!["info"]!["run_name"]);
        await RefusedAsync(
            "runs/create", """{"run_name": "a", "tags": [{"key": "mlflow.runName", "value": "b"}]}""", HttpStatusCode.BadRequest, "INVALID_PARAMETER_VALUE", "run_name");
    }

    [Fact]
    public async Task Name_and_tag_stay_in_step()
    {
        var run = await NewRunAsync();
        await PostAsync("runs/set-tag", $$"""{"run_id": "{{run}}", "key": "mlflow.runName", "value": "second"}""");
        Assert.Equal("second", (string?)(await GetAsync($"runs/get?run_id={run}"))["run"]!["info"]!["run_name"]);
        var info = (await PostAsync("runs/update", $$"""{"run_id": "{{run}}", "run_name": "third"}"""))["run_info"]!;
        Assert.Equal("third", (string?)info["run_name"]);
        Assert.Contains(("mlflow.runName", "third"), Pairs((await GetAsync($"runs/get?run_id={run}"))["run"]!["data"]!["tags"]));
    }

    [Fact]
    public async Task An_update_changes_what_it_names()
    {
        var run = await NewRunAsync();
        var info = (await PostAsync("runs/update", $$"""{"run_id": "{{run}}", "status": "FINISHED", "end_time": 5000}"""))["run_info"]!;
        Assert.Equal(("FINISHED", 5000, "run"), ((string?)info["status"], (long)info["end_time"]!, (string?)info["run_name"]));
        info = (await PostAsync("runs/update", $$"""{"run_id": "{{run}}", "status": 4}"""))["run_info"]!;
        Assert.Equal(("FAILED", 5000), ((string?)info["status"], (long)info["end_time"]!));
        await RefusedAsync("runs/update", $$"""{"run_id": "{{run}}", "status": "DONE"}""", HttpStatusCode.BadRequest, "INVALID_PARAMETER_VALUE", "status", "DONE");
    }

    [Fact]
    public async Task What_is_logged_one_by_one_reads_back()
    {
        var run = await NewRunAsync();
        await PostAsync("runs/log-metric", $$"""{"run_id": "{{run}}", "key": "loss", "value": 0.5, "timestamp": 10, "step": 1}""");
        await PostAsync("runs/log-metric", $$"""{"run_uuid": "{{run}}", "key": "loss", "value": "0.25", "timestamp": "20", "step": "2"}""");
        await PostAsync("runs/log-metric", $$"""{"run_id": "{{run}}", "key": "nan", "value": "NaN", "timestamp": 1}""");
        await PostAsync("runs/log-metric", $$"""{"run_id": "{{run}}", "key": "inf", "value": "-Infinity", "timestamp": 1, "model_id": "m-1", "dataset_name": "d"}""");
        await PostAsync("runs/log-parameter", $$"""{"run_id": "{{run}}", "key": "lr", "value": "0.1"}""");
        await PostAsync("runs/set-tag", $$"""{"run_id": "{{run}}", "key": "team", "value": "a"}""");
        var data = (await GetAsync($"runs/get?run_id={run}"))["run"]!["data"]!;
        Assert.Equal(
            ["""{"key":"inf","value":"-Infinity","timestamp":1,"step":0}""", """{"key":"loss","value":0.25,"timestamp":20,"step":2}""", """{"key":"nan","value":"NaN","timestamp":1,"step":0}"""],
            data["metrics"]!.AsArray().Select(metric => metric!.ToJsonString()).Order(StringComparer.Ordinal));
        Assert.Equal([("lr", "0.1")], Pairs(data["params"]));
        Assert.Equal([("mlflow.runName", "run"), ("team", "a")], Pairs(data["tags"]));
    }

    [Fact]
    public async Task A_batch_is_logged_whole_or_not_at_all()
    {
        var run = await NewRunAsync();
        await PostAsync(
            "runs/log-batch",
            $$"""{"run_id": "{{run}}", "metrics": [{"key": "a", "value": 1, "timestamp": 1, "step": 0}, {"key": "a", "value": 1, "timestamp": 1, "step": 0}, {"key": "b", "value": 2, "timestamp": 1}], "params": [{"key": "p", "value": "1"}, {"key": "p", "value": "1"}], "tags": [{"key": "t", "value": "1"}, {"key": "t", "value": "2"}]}""");
        await RefusedAsync(
            "runs/log-batch", $$"""{"run_id": "{{run}}", "metrics": [{"key": "c", "value": 1, "timestamp": 1}], "params": [{"key": "p", "value": "2"}, {"key": "q", "value": "1"}]}""",
            HttpStatusCode.BadRequest, "INVALID_PARAMETER_VALUE", "Changing param values is not allowed", "'p'", "'1'", "'2'");
        var data = (await GetAsync($"runs/get?run_id={run}"))["run"]!["data"]!;
        Assert.Equal(["a", "b"], data["metrics"]!.AsArray().Select(metric => (string?)metric!["key"]).Order());
        Assert.Equal([("p", "1")], Pairs(data["params"]));
        Assert.Contains(("t", "2"), Pairs(data["tags"]));
    }

    [Theory]
    [InlineData("""{"run_id": "RUN", "params": [{"key": "p", "value": "1"}, {"key": "p", "value": "2"}]}""", "Duplicate parameter keys")]
    [InlineData("""{"run_id": "RUN", "metrics": [{"key": "a", "value": 1, "timestamp": 1}, {"key": "a", "value": 1}]}""", "metrics[1].timestamp")]
    [InlineData("""{"run_id": "RUN", "metrics": [{"value": 1, "timestamp": 1}]}""", "metrics[0].key")]
    [InlineData("""{"run_id": "RUN", "metrics": [{"key": "a", "timestamp": 1}]}""", "metrics[0].value")]
    [InlineData("""{"run_id": "RUN", "metrics": [{"key": "a//b", "value": 1, "timestamp": 1}]}""", "a//b")]
    [InlineData("""{"run_id": "RUN", "metrics": [{"key": "a", "value": 1, "timestamp": -1}]}""", "Timestamp must be a nonnegative")]
    [InlineData("""{"run_id": "RUN", "tags": [{"key": "", "value": "x"}]}""", "tags[0].key")]
    [InlineData("""{"run_id": "RUN", "metrics": [{"key": "a", "value": "x", "timestamp": 1}]}""", "metrics")]
    [InlineData("""{"run_id": "RUN", "metrics": {"key": "a"}}""", "metrics")]
    [InlineData("""{"metrics": []}""", "Missing value for required parameter 'run_id'")]
    public async Task A_batch_that_cannot_be_logged_is_told(string json, string words)
    {
        var run = await NewRunAsync();
        await RefusedAsync("runs/log-batch", json.Replace("RUN", run, StringComparison.Ordinal), HttpStatusCode.BadRequest, "INVALID_PARAMETER_VALUE", words);
    }

    [Fact]
    public async Task A_batch_has_limits()
    {
        var run = await NewRunAsync();
        string Metrics(int count) => string.Join(',', Enumerable.Range(0, count).Select(i => $$"""{"key": "m{{i}}", "value": {{i}}, "timestamp": 1}"""));
        string Texts(int count) => string.Join(',', Enumerable.Range(0, count).Select(i => $$"""{"key": "k{{i}}", "value": "1"}"""));
        await PostAsync("runs/log-batch", $$"""{"run_id": "{{run}}", "metrics": [{{Metrics(1000)}}]}""");
        await PostAsync("runs/log-batch", $$"""{"run_id": "{{run}}", "metrics": [{{Metrics(800)}}], "params": [{{Texts(100)}}], "tags": [{{Texts(100)}}]}""");
        foreach (var (json, words) in new[]
        {
            ($"\"metrics\": [{Metrics(1001)}]", "at most 1000 metrics. Got 1001 metrics"), ($"\"params\": [{Texts(101)}]", "at most 100 params"),
            ($"\"tags\": [{Texts(101)}]", "at most 100 tags"), ($"\"metrics\": [{Metrics(950)}], \"tags\": [{Texts(51)}]", "metrics, params, and tags"),
            ($"\"tags\": [{{\"key\": \"a\", \"value\": \"{new string('x', 1_000_000)}\"}}]", "1000000 bytes"),
        })
        {
            await RefusedAsync("runs/log-batch", $"{{\"run_id\": \"{run}\", {json}}}", HttpStatusCode.BadRequest, "INVALID_PARAMETER_VALUE", words);
        }
    }

    [Fact]
    public async Task Values_beyond_their_limit_are_shortened_as_the_original_does()
    {
        var run = await NewRunAsync();
        await PostAsync("runs/log-parameter", $$"""{"run_id": "{{run}}", "key": "p", "value": "{{new string('x', 6001)}}"}""");
        await PostAsync("runs/set-tag", $$"""{"run_id": "{{run}}", "key": "t", "value": "{{new string('x', 8001)}}"}""");
        var data = (await GetAsync($"runs/get?run_id={run}"))["run"]!["data"]!;
        Assert.Equal((6000, 8000), (Pairs(data["params"]).Single().Value.Length, Pairs(data["tags"]).Single(tag => tag.Key == "t").Value.Length));
        await RefusedAsync(
            "runs/log-parameter", $$"""{"run_id": "{{run}}", "key": "{{new string('k', 251)}}", "value": "1"}""",
            HttpStatusCode.BadRequest, "INVALID_PARAMETER_VALUE", "exceeds the maximum length of 250");
    }

    [Fact]
    public async Task A_deleted_run_takes_nothing_until_it_is_restored()
    {
        var run = await NewRunAsync();
        await PostAsync("runs/delete", $$"""{"run_id": "{{run}}"}""");
        Assert.Equal("deleted", (string?)(await GetAsync($"runs/get?run_id={run}"))["run"]!["info"]!["lifecycle_stage"]);
        foreach (var (path, rest) in new[]
        {
            ("log-metric", "\"key\": \"a\", \"value\": 1, \"timestamp\": 1"), ("log-parameter", "\"key\": \"a\", \"value\": \"1\""), ("log-batch", "\"metrics\": []"),
            ("set-tag", "\"key\": \"a\", \"value\": \"1\""), ("delete-tag", "\"key\": \"mlflow.runName\""), ("update", "\"status\": \"FINISHED\""),
        })
        {
            await RefusedAsync($"runs/{path}", $"{{\"run_id\": \"{run}\", {rest}}}", HttpStatusCode.BadRequest, "INVALID_PARAMETER_VALUE", run, "must be in the 'active' state");
        }

        Assert.False((await Tracking.GetAsync(RunId.Parse(run), Ct)).IsOk);
        await PostAsync("runs/restore", $$"""{"run_id": "{{run}}"}""");
        await PostAsync("runs/delete-tag", $$"""{"run_id": "{{run}}", "key": "mlflow.runName"}""");
        await RefusedAsync("runs/delete-tag", $$"""{"run_id": "{{run}}", "key": "mlflow.runName"}""", HttpStatusCode.NotFound, "RESOURCE_DOES_NOT_EXIST", "No tag with name: mlflow.runName");
    }

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("no-such-run")]
    public async Task A_run_that_is_not_there_is_named(string run)
    {
        await RefusedAsync($"runs/get?run_id={run}", null, HttpStatusCode.NotFound, "RESOURCE_DOES_NOT_EXIST", $"Run with id={run} not found");
        foreach (var (path, rest) in new[]
        {
            ("log-metric", "\"key\": \"a\", \"value\": 1, \"timestamp\": 1"), ("log-parameter", "\"key\": \"a\", \"value\": \"1\""), ("log-batch", "\"metrics\": []"),
            ("set-tag", "\"key\": \"a\", \"value\": \"1\""), ("update", "\"status\": \"FINISHED\""), ("delete", "\"x\": 1"), ("restore", "\"x\": 1"),
        })
        {
            await RefusedAsync($"runs/{path}", $"{{\"run_id\": \"{run}\", {rest}}}", HttpStatusCode.NotFound, "RESOURCE_DOES_NOT_EXIST", run);
        }
    }

    private static List<(string Key, string Value)> Pairs(JsonNode? list) =>
        [.. (list?.AsArray() ?? []).Select(pair => ((string)pair!["key"]!, (string)pair["value"]!))];
}
