using System.Text.Json;
using Millrace.Tests.Server.Http;

namespace Millrace.Tests.Tracking.Inputs;

public sealed class LogModelTests(ServedHome served) : IClassFixture<ServedHome>
{
    [Fact]
    public async Task Models_are_remembered_in_a_tag_one_after_the_other()
    {
        var run = await served.NewRunAsync();
        foreach (var path in new[] { "first", "second" })
        {
            await served.CallAsync("POST", "/mlflow/runs/log-model", new { run_id = run, model_json = Model(run, path) });
        }

        var tags = (await served.CallAsync("GET", $"/mlflow/runs/get?run_id={run}")).Path("run.data.tags").EnumerateArray();
        Assert.Equal(
            "[" + string.Join(",", new[] { "first", "second" }.Select(path =>
                $$$$"""{"run_id":"{{{{run}}}}","artifact_path":"{{{{path}}}}","utc_time_created":"2026-01-01","model_uuid":"u","flavors":{"python_function":{"loader_module":"x"}}}"""))
            + "]",
            tags.Single(tag => tag.GetProperty("key").GetString() == "mlflow.log-model.history").GetProperty("value").GetString());
    }

    [Theory]
    [InlineData("not json", "Malformed model info")]
    [InlineData("[1]", "Malformed model info")]
    [InlineData("{\"run_id\":\"x\",\"flavors\":{}}", "missing mandatory fields: 'artifact_path', 'utc_time_created'")]
    [InlineData("", "'model_json'")]
    public async Task What_describes_no_model_is_refused(string json, string words) => await served.RefusedAsync(
        "POST", "/mlflow/runs/log-model", new { run_id = await served.NewRunAsync(), model_json = json }, 400, "INVALID_PARAMETER_VALUE", words);

    private static string Model(string run, string path) => JsonSerializer.Serialize(new
    {
        run_id = run,
        artifact_path = path,
        utc_time_created = "2026-01-01",
        model_uuid = "u",
        mlflow_version = "2.17.0",
        flavors = new { python_function = new { loader_module = "x", config = new { a = 1 } } },
    });
}
