using Millrace.Registry.Contracts;

namespace Millrace.Tests.Registry.Versions;

public sealed class VersionEndpointsTests : IAsyncLifetime
{
    private RegistryHome home = null!;

    public async ValueTask InitializeAsync()
    {
        home = await RegistryHome.OpenAsync();
        await home.CreateModelAsync("m");
    }

    public ValueTask DisposeAsync() => home.DisposeAsync();

    [Fact]
    public async Task A_version_is_ready_at_once_and_reads_back_as_it_was_sent()
    {
        await home.OkAsync("POST", "model-versions/create", new
        {
            name = "m",
            source = "runs:/abc/model",
            run_id = "abc",
            run_link = "http://somewhere",
            description = "first",
            tags = new[] { new { key = "q", value = "1" } },
        });

        var version = (await home.OkAsync("GET", "model-versions/get?name=m&version=1"))["model_version"]!.AsObject();
        var time = (long)version["creation_timestamp"]!;
        version.Remove("creation_timestamp");
        version.Remove("last_updated_timestamp");
        Assert.True(time > 0);
        Assert.Equal(
            """{"name":"m","version":"1","current_stage":"None","description":"first","source":"runs:/abc/model","run_id":"abc","status":"READY","tags":[{"key":"q","value":"1"}],"run_link":"http://somewhere"}""",
            version.ToJsonString());
    }

    [Fact]
    public async Task What_was_not_sent_is_an_empty_text()
    {
        await home.CreateVersionAsync("m");

        var version = (await home.OkAsync("GET", "model-versions/get?name=m&version=1"))["model_version"]!;
        Assert.Equal(("", "", ""), ((string)version["description"]!, (string)version["run_id"]!, (string)version["run_link"]!));
        Assert.Null(version["tags"]);
    }

    [Fact]
    public async Task A_deleted_versions_number_is_not_given_again()
    {
        await home.CreateVersionAsync("m");
        await home.CreateVersionAsync("m");
        await home.OkAsync("DELETE", "model-versions/delete", new { name = "m", version = "2" });

        Assert.Equal(3, await home.CreateVersionAsync("m"));
        Assert.Equal("Model Version (name=m, version=2) not found; the newest is 3. List them with: millrace models show m", await home.RefusedAsync(
            404, "RESOURCE_DOES_NOT_EXIST", "GET", "model-versions/get?name=m&version=2"));
        await home.RefusedAsync(404, "RESOURCE_DOES_NOT_EXIST", "DELETE", "model-versions/delete", new { name = "m", version = "2" });
    }

    [Fact]
    public async Task A_deleted_version_takes_its_aliases_with_it()
    {
        await home.CreateVersionAsync("m");
        await home.OkAsync("POST", "registered-models/alias", new { name = "m", alias = "champion", version = "1" });
        await home.OkAsync("DELETE", "model-versions/delete", new { name = "m", version = "1" });

        Assert.Null((await home.OkAsync("GET", "registered-models/get?name=m"))["registered_model"]!["aliases"]);
        Assert.Equal(["alias", "alias", "deleted"], (await home.Registry.LedgerAsync("m", RegistryHome.Ct)).Value.Select(entry => entry.Kind));
        Assert.Equal("None", (string)(await home.EventsAsync(RegistryEvents.VersionDeleted)).Single().Data["stage"]!);
    }

    [Fact]
    public async Task A_versions_number_must_be_one() => Assert.Contains(
        "Parameter 'version' must be an integer, got 'x'",
        await home.RefusedAsync(400, "INVALID_PARAMETER_VALUE", "GET", "model-versions/get?name=m&version=x"), StringComparison.Ordinal);

    [Fact]
    public async Task A_description_is_replaced_and_taken_away()
    {
        await home.CreateVersionAsync("m");

        Assert.Equal("new", (string)(await home.OkAsync("PATCH", "model-versions/update", new { name = "m", version = "1", description = "new" }))["model_version"]!["description"]!);
        Assert.Null((await home.OkAsync("PATCH", "model-versions/update", new { name = "m", version = "1" }))["model_version"]!["description"]);
        await home.RefusedAsync(404, "RESOURCE_DOES_NOT_EXIST", "PATCH", "model-versions/update", new { name = "m", version = "9" });
    }

    [Fact]
    public async Task MLflows_clients_move_their_versions_freely()
    {
        await home.CreateVersionAsync("m");
        await home.CreateVersionAsync("m");

        Assert.Equal("Production", await TransitionAsync("1", "production", archive: false));
        Assert.Equal("Production", await TransitionAsync("2", "Production", archive: false));
        Assert.Equal(["Production", "Production"], await StagesAsync());
        Assert.Equal("Production", await TransitionAsync("2", "Production", archive: true));
        Assert.Equal(["Archived", "Production"], await StagesAsync());
        var moves = (await home.Registry.HistoryAsync("m", RegistryHome.Ct)).Value;
        Assert.Equal([(1, Stage.Production), (2, Stage.Production), (1, Stage.Archived)], moves.Select(move => (move.Version, move.To)));
        Assert.All(moves, move => Assert.Equal("user:anonymous", move.Actor));
    }

    [Fact]
    public async Task A_move_to_nowhere_or_of_nothing_is_refused()
    {
        await home.CreateVersionAsync("m");

        Assert.Contains("Invalid Model Version stage: prod. Value must be one of None, Staging, Production, Archived.", await home.RefusedAsync(
            400, "INVALID_PARAMETER_VALUE", "POST", "model-versions/transition-stage", Transition("1", "prod", false)), StringComparison.Ordinal);
        Assert.Contains("not an Active stage", await home.RefusedAsync(
            400, "INVALID_PARAMETER_VALUE", "POST", "model-versions/transition-stage", Transition("1", "None", true)), StringComparison.Ordinal);
        await home.RefusedAsync(404, "RESOURCE_DOES_NOT_EXIST", "POST", "model-versions/transition-stage", Transition("9", "Staging", false));
    }

    [Fact]
    public async Task A_download_uri_is_where_the_files_are()
    {
        await home.CreateVersionAsync("m", "mlflow-artifacts:/0/abc/artifacts/model");
        await home.CreateVersionAsync("m", "models:/m/1");

        foreach (var version in new[] { 1, 2 })
        {
            Assert.Equal(
                "mlflow-artifacts:/0/abc/artifacts/model",
                (string)(await home.OkAsync("GET", $"model-versions/get-download-uri?name=m&version={version}"))["artifact_uri"]!);
        }
    }

    [Fact]
    public async Task A_source_that_names_no_version_is_refused() => Assert.Contains(
        "Unable to fetch model from model URI source artifact location 'models:/m/7'",
        await home.RefusedAsync(404, "RESOURCE_DOES_NOT_EXIST", "POST", "model-versions/create", new { name = "m", source = "models:/m/7" }),
        StringComparison.Ordinal);

    [Fact]
    public async Task A_version_of_no_model_is_refused() => Assert.Contains(
        "Registered Model with name=nope not found",
        await home.RefusedAsync(404, "RESOURCE_DOES_NOT_EXIST", "POST", "model-versions/create", new { name = "nope", source = "s3://b/m" }),
        StringComparison.Ordinal);

    [Fact]
    public async Task Tags_are_set_and_deleted_and_told()
    {
        await home.CreateVersionAsync("m");
        await home.OkAsync("POST", "model-versions/set-tag", new { name = "m", version = "1", key = "k", value = "v" });

        Assert.Equal(
            """[{"key":"k","value":"v"}]""",
            (await home.OkAsync("GET", "model-versions/get?name=m&version=1"))["model_version"]!["tags"]!.ToJsonString());
        Assert.Equal(
            """{"name":"m","version":"1","key":"k","value":"v"}""", (await home.EventsAsync("model_version_tag.set")).Single().Data.ToJsonString());
        await home.OkAsync("DELETE", "model-versions/delete-tag", new { name = "m", version = "1", key = "k" });
        Assert.Null((await home.OkAsync("GET", "model-versions/get?name=m&version=1"))["model_version"]!["tags"]);
        Assert.Equal("""{"name":"m","version":"1","key":"k"}""", (await home.EventsAsync("model_version_tag.deleted")).Single().Data.ToJsonString());
        Assert.Contains("Prompt text exceeds max length", await home.RefusedAsync(
            400, "INVALID_PARAMETER_VALUE", "POST", "model-versions/set-tag",
            new { name = "m", version = "1", key = "mlflow.prompt.text", value = new string('v', 100_001) }), StringComparison.Ordinal);
    }

    private static object Transition(string version, string stage, bool archive) =>
        new { name = "m", version, stage, archive_existing_versions = archive };

    private async Task<string> TransitionAsync(string version, string stage, bool archive) =>
        (string)(await home.OkAsync("POST", "model-versions/transition-stage", Transition(version, stage, archive)))["model_version"]!["current_stage"]!;

    private async Task<IEnumerable<string>> StagesAsync() =>
        (await home.Registry.ListVersionsAsync("m", RegistryHome.Ct)).Value.Reverse().Select(version => version.Stage.ToString());
}
