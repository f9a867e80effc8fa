using System.Text;
using System.Text.Json;
using Millrace.Tests.Server.Http;

namespace Millrace.Tests.Tracking.LoggedModels;

public sealed class ChangeModelTests(ServedHome served) : IClassFixture<ServedHome>
{
    private const string Models = "/mlflow/logged-models";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_model_is_pending_and_has_a_folder_of_its_own()
    {
        var experiment = await served.NewExperimentAsync();
        var model = (await served.CallAsync("POST", Models, new
        {
            experiment_id = experiment,
            name = "late",
            model_type = "classifier",
            source_run_id = "r1",
            @params = new[] { new { key = "depth", value = "3" } },
            tags = new[] { new { key = "owner", value = "ada" } },
        })).Path("model");
        var info = model.GetProperty("info");
        var id = info.GetProperty("model_id").GetString()!;

        Assert.Matches("^m-[0-9a-f]{32}$", id);
        Assert.Equal($"mlflow-artifacts:/{experiment}/models/{id}/artifacts", info.GetProperty("artifact_uri").GetString());
        Assert.Equal(
            ("late", "classifier", "r1", "LOGGED_MODEL_PENDING", experiment),
            (Text(info, "name"), Text(info, "model_type"), Text(info, "source_run_id"), Text(info, "status"), Text(info, "experiment_id")));
        Assert.Equal("""[{"key":"owner","value":"ada"}]""", info.GetProperty("tags").GetRawText());
        Assert.Equal("""{"params":[{"key":"depth","value":"3"}]}""", model.GetProperty("data").GetRawText());
        Assert.Equal(info.GetProperty("creation_timestamp_ms").GetInt64(), info.GetProperty("last_updated_timestamp_ms").GetInt64());
        Assert.Equal(model.GetRawText(), (await served.CallAsync("GET", $"{Models}/{id}")).Path("model").GetRawText());
    }

    [Fact]
    public async Task A_model_without_a_name_gets_one() => Assert.NotEmpty(Text((await served.CallAsync("GET", $"{Models}/{await NewAsync()}")).Path("model.info"), "name"));

    [Theory]
    [InlineData("LOGGED_MODEL_READY", "LOGGED_MODEL_READY")]
    [InlineData("LOGGED_MODEL_UPLOAD_FAILED", "LOGGED_MODEL_UPLOAD_FAILED")]
    [InlineData(2, "LOGGED_MODEL_READY")]
    public async Task Finalizing_sets_the_status(object status, string expected)
    {
        var id = await NewAsync();

        Assert.Equal(expected, Text((await served.CallAsync("PATCH", $"{Models}/{id}", new { model_id = id, status })).Path("model.info"), "status"));
    }

    [Fact]
    public async Task An_unknown_status_is_refused() => await served.RefusedAsync(
        "PATCH", $"{Models}/{await NewAsync()}", new { status = "DONE" }, 400, "INVALID_PARAMETER_VALUE", "Unknown model status: DONE");

    [Fact]
    public async Task Tags_are_set_changed_and_deleted()
    {
        var id = await NewAsync();
        await served.CallAsync("PATCH", $"{Models}/{id}/tags", new { tags = new[] { new { key = "a/b", value = "1" }, new { key = "c", value = "2" } } });
        await served.CallAsync("PATCH", $"{Models}/{id}/tags", new { tags = new[] { new { key = "c", value = "3" } } });
        await served.CallAsync("DELETE", $"{Models}/{id}/tags/a%2Fb");

        Assert.Equal("""[{"key":"c","value":"3"}]""", (await served.CallAsync("GET", $"{Models}/{id}")).Path("model.info.tags").GetRawText());
        await served.RefusedAsync(
            "DELETE", $"{Models}/{id}/tags/d", null, 404, "RESOURCE_DOES_NOT_EXIST", $"No tag with key 'd' found for model with ID '{id}'");
    }

    [Fact]
    public async Task Parameters_are_added_and_never_change()
    {
        var id = await NewAsync();
        for (var i = 0; i < 2; i++)
        {
            await served.CallAsync("POST", $"{Models}/{id}/params", new { @params = new[] { new { key = "depth", value = "3" } } });
        }

        await served.RefusedAsync(
            "POST", $"{Models}/{id}/params", new { @params = new[] { new { key = "depth", value = "4" } } }, 400, "INVALID_PARAMETER_VALUE", "key='depth'");
        Assert.Equal("""[{"key":"depth","value":"3"}]""", (await served.CallAsync("GET", $"{Models}/{id}")).Path("model.data.params").GetRawText());
    }

    [Fact]
    public async Task A_deleted_model_is_not_found_and_an_unknown_one_neither()
    {
        var id = await NewAsync();
        await served.CallAsync("DELETE", $"{Models}/{id}");

        await served.RefusedAsync("GET", $"{Models}/{id}", null, 404, "RESOURCE_DOES_NOT_EXIST", $"Logged model with ID '{id}' not found");
        foreach (var (method, path, body) in new (string, string, object?)[]
        {
            ("GET", "", null), ("DELETE", "", null), ("PATCH", "", new { status = "LOGGED_MODEL_READY" }), ("PATCH", "/tags", new { tags = Array.Empty<int>() }),
            ("POST", "/params", new { }), ("GET", "/artifacts/directories", null), ("GET", "/artifacts/files?artifact_file_path=x", null),
        })
        {
            await served.RefusedAsync(method, $"{Models}/m-unknown{path}", body, 404, "RESOURCE_DOES_NOT_EXIST", "'m-unknown'");
        }
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a.b")]
    [InlineData("it's")]
    public async Task A_name_that_URIs_give_a_meaning_is_refused(string name) => await served.RefusedAsync(
        "POST", Models, new { experiment_id = "0", name }, 400, "INVALID_PARAMETER_VALUE", "Invalid model name");

    [Fact]
    public async Task A_model_needs_an_experiment_that_exists_and_is_active()
    {
        var experiment = await served.NewExperimentAsync();
        await served.CallAsync("POST", "/mlflow/experiments/delete", new { experiment_id = experiment });

        await served.RefusedAsync("POST", Models, new { name = "m" }, 400, "INVALID_PARAMETER_VALUE", "'experiment_id'");
        await served.RefusedAsync("POST", Models, new { experiment_id = "987654" }, 404, "RESOURCE_DOES_NOT_EXIST", "No Experiment with id=987654 exists");
        await served.RefusedAsync("POST", Models, new { experiment_id = experiment }, 400, "INVALID_PARAMETER_VALUE", "must be in the 'active' state");
    }

    [Fact]
    public async Task Metrics_that_runs_log_for_a_model_stand_with_it()
    {
        var (id, run) = (await NewAsync(), await served.NewRunAsync());
        await served.CallAsync("POST", "/mlflow/runs/log-metric", new
        {
            run_id = run,
            key = "acc",
            value = 0.5,
            timestamp = 7,
            step = 2,
            model_id = id,
            dataset_name = "flights",
            dataset_digest = "d1",
        });

        Assert.Equal(
            $$"""[{"key":"acc","value":0.5,"timestamp":7,"step":2,"dataset_name":"flights","dataset_digest":"d1","model_id":"{{id}}","run_id":"{{run}}"}]""",
            (await served.CallAsync("GET", $"{Models}/{id}")).Path("model.data.metrics").GetRawText());
    }

    [Fact]
    public async Task The_files_of_a_model_are_listed_and_sent()
    {
        var id = await NewAsync();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes("flavors: {}"));
        using var put = await served.Client.PutAsync($"/api/2.0/mlflow-artifacts/artifacts/0/models/{id}/artifacts/code/MLmodel", content, Ct);
        Assert.True(put.IsSuccessStatusCode);

        var top = await served.CallAsync("GET", $"{Models}/{id}/artifacts/directories");
        var code = await served.CallAsync("GET", $"{Models}/{id}/artifacts/directories?artifact_directory_path=code");

        Assert.Equal($$"""{"root_uri":"mlflow-artifacts:/0/models/{{id}}/artifacts","files":[{"path":"code","is_dir":true}]}""", top.GetRawText());
        Assert.Equal("""[{"path":"code/MLmodel","is_dir":false,"file_size":11}]""", code.GetProperty("files").GetRawText());
        Assert.Equal(
            "flavors: {}", await served.Client.GetStringAsync($"/ajax-api/2.0/mlflow/logged-models/{id}/artifacts/files?artifact_file_path=code%2FMLmodel", Ct));
        await served.RefusedAsync("GET", $"{Models}/{id}/artifacts/files?artifact_file_path=..%2Fx", null, 400, "INVALID_PARAMETER_VALUE", "Invalid path");
        await served.RefusedAsync("GET", $"{Models}/{id}/artifacts/files", null, 400, "INVALID_PARAMETER_VALUE", "artifact_file_path");
    }

    private async Task<string> NewAsync() => Text((await served.CallAsync("POST", Models, new { experiment_id = "0" })).Path("model.info"), "model_id");

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
