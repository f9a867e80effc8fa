namespace Millrace.Tests.Registry.Models;

public sealed class ModelEndpointsTests : IAsyncLifetime
{
    private RegistryHome home = null!;

    public async ValueTask InitializeAsync() => home = await RegistryHome.OpenAsync();

    public ValueTask DisposeAsync() => home.DisposeAsync();

    [Fact]
    public async Task A_new_model_reads_back_with_its_tags_and_description()
    {
        await home.OkAsync("POST", "registered-models/create", new
        {
            name = "a/b",
            description = "late flights",
            tags = new[] { new { key = "team", value = "x" }, new { key = "area", value = "" }, new { key = "team", value = "flights" } },
        });

        var model = (await home.OkAsync("GET", "registered-models/get?name=a%2Fb"))["registered_model"]!;
        Assert.Equal(("a/b", "late flights"), ((string)model["name"]!, (string)model["description"]!));
        Assert.Equal("""[{"key":"area","value":""},{"key":"team","value":"flights"}]""", model["tags"]!.ToJsonString());
        Assert.Equal((long)model["creation_timestamp"]!, (long)model["last_updated_timestamp"]!);
        Assert.Null(model["latest_versions"]);
        Assert.Null(model["aliases"]);
    }

    [Fact]
    public async Task A_name_is_given_once_and_is_either_a_models_or_a_prompts()
    {
        await home.CreateModelAsync("m");
        var prompt = new[] { new { key = "mlflow.prompt.is_prompt", value = "true" } };

        Assert.Contains("Registered Model (name=m) already exists", await home.RefusedAsync(
            400, "RESOURCE_ALREADY_EXISTS", "POST", "registered-models/create", new { name = "m" }), StringComparison.Ordinal);
        Assert.Contains("Tried to create a prompt with name 'm'", await home.RefusedAsync(
            400, "RESOURCE_ALREADY_EXISTS", "POST", "registered-models/create", new { name = "m", tags = prompt }), StringComparison.Ordinal);
        await home.CreateModelAsync("p", prompt);
        Assert.Contains("Prompt (name=p) already exists", await home.RefusedAsync(
            400, "RESOURCE_ALREADY_EXISTS", "POST", "registered-models/create", new { name = "p", tags = prompt }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_name_and_a_missing_model_are_told_in_MLflows_words()
    {
        Assert.Contains("Missing value for required parameter 'name'", await home.RefusedAsync(
            400, "INVALID_PARAMETER_VALUE", "POST", "registered-models/create", new { name = "" }), StringComparison.Ordinal);
        await home.CreateModelAsync("flights");
        Assert.StartsWith("Registered Model with name=flight not found. Did you mean 'flights'?", await home.RefusedAsync(
            404, "RESOURCE_DOES_NOT_EXIST", "GET", "registered-models/get?name=flight"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_renamed_model_keeps_its_versions_aliases_and_ledger()
    {
        await home.CreateModelAsync("old");
        await home.CreateVersionAsync("old");
        await home.OkAsync("POST", "registered-models/alias", new { name = "old", alias = "champion", version = "1" });

        var renamed = (await home.OkAsync("POST", "registered-models/rename", new { name = "old", new_name = "new" }))["registered_model"]!;
        Assert.Equal(("new", "1"), ((string)renamed["name"]!, (string)renamed["latest_versions"]![0]!["version"]!));
        Assert.Equal("""[{"alias":"champion","version":"1"}]""", renamed["aliases"]!.ToJsonString());
        await home.RefusedAsync(404, "RESOURCE_DOES_NOT_EXIST", "GET", "registered-models/get?name=old");
        var ledger = (await home.Registry.LedgerAsync("new", RegistryHome.Ct)).Value;
        Assert.Equal(["alias", "renamed"], ledger.Select(entry => entry.Kind));
        Assert.Equal(("old", "new"), (ledger[1].From, ledger[1].To));
    }

    [Fact]
    public async Task A_model_is_not_renamed_to_a_name_that_is_taken()
    {
        await home.CreateModelAsync("a");
        await home.CreateModelAsync("b");

        Assert.Contains("Registered Model (name=b) already exists", await home.RefusedAsync(
            400, "RESOURCE_ALREADY_EXISTS", "POST", "registered-models/rename", new { name = "a", new_name = "b" }), StringComparison.Ordinal);
        await home.OkAsync("POST", "registered-models/rename", new { name = "a", new_name = "a" });
        Assert.Contains("'new_name'", await home.RefusedAsync(
            400, "INVALID_PARAMETER_VALUE", "POST", "registered-models/rename", new { name = "a" }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_description_is_replaced_and_taken_away()
    {
        await home.CreateModelAsync("m");

        Assert.Equal("new", (string)(await home.OkAsync("PATCH", "registered-models/update", new { name = "m", description = "new" }))["registered_model"]!["description"]!);
        var without = (await home.OkAsync("PATCH", "registered-models/update", new { name = "m" }))["registered_model"]!;
        Assert.Null(without["description"]);
        Assert.True((long)without["last_updated_timestamp"]! > (long)without["creation_timestamp"]!);
    }

    [Fact]
    public async Task A_deleted_models_name_is_free_and_its_ledger_stays()
    {
        await home.CreateModelAsync("m");
        await home.CreateVersionAsync("m");
        await home.OkAsync("DELETE", "registered-models/delete", new { name = "m" });

        await home.RefusedAsync(404, "RESOURCE_DOES_NOT_EXIST", "DELETE", "registered-models/delete", new { name = "m" });
        await home.RefusedAsync(404, "RESOURCE_DOES_NOT_EXIST", "GET", "model-versions/get?name=m&version=1");
        Assert.Equal(["deleted", "deleted"], (await home.Registry.LedgerAsync("m", RegistryHome.Ct)).Value.Select(entry => entry.Kind));
        await home.CreateModelAsync("m");
        Assert.Equal(1, await home.CreateVersionAsync("m"));
        Assert.Empty((await home.Registry.LedgerAsync("m", RegistryHome.Ct)).Value);
    }

    [Fact]
    public async Task Tags_are_set_replaced_and_deleted()
    {
        await home.CreateModelAsync("m");
        await home.OkAsync("POST", "registered-models/set-tag", new { name = "m", key = "k", value = "1" });
        await home.OkAsync("POST", "registered-models/set-tag", new { name = "m", key = "k", value = "2" });
        await home.OkAsync("POST", "registered-models/set-tag", new { name = "m", key = "empty" });
        await home.OkAsync("DELETE", "registered-models/delete-tag", new { name = "m", key = "never-set" });

        Assert.Equal(
            """[{"key":"empty","value":""},{"key":"k","value":"2"}]""",
            (await home.OkAsync("GET", "registered-models/get?name=m"))["registered_model"]!["tags"]!.ToJsonString());
        await home.OkAsync("DELETE", "registered-models/delete-tag", new { name = "m", key = "k" });
        await home.OkAsync("DELETE", "registered-models/delete-tag", new { name = "m", key = "empty" });
        Assert.Null((await home.OkAsync("GET", "registered-models/get?name=m"))["registered_model"]!["tags"]);
        await home.RefusedAsync(400, "INVALID_PARAMETER_VALUE", "POST", "registered-models/set-tag", new { name = "m", key = "a$", value = "" });
        await home.RefusedAsync(404, "RESOURCE_DOES_NOT_EXIST", "POST", "registered-models/set-tag", new { name = "x", key = "a", value = "" });
    }

    [Fact]
    public async Task The_newest_version_of_each_stage_is_given()
    {
        await home.CreateModelAsync("m");
        for (var i = 0; i < 4; i++)
        {
            await home.CreateVersionAsync("m");
        }

        await home.MoveAsync("m", 1, Millrace.Registry.Contracts.Stage.Production);
        await home.MoveAsync("m", 2, Millrace.Registry.Contracts.Stage.Staging);

        async Task<IEnumerable<string>> LatestAsync(string method, string query, object? body = null) =>
            ((await home.OkAsync(method, "registered-models/get-latest-versions" + query, body))["model_versions"]?.AsArray() ?? [])
                .Select(version => (string)version!["version"]!);
        Assert.Equal(["1", "2", "4"], await LatestAsync("POST", "", new { name = "m" }));
        Assert.Equal(["1", "2"], await LatestAsync("GET", "?name=m&stages=production&stages=Staging"));
        Assert.Empty(await LatestAsync("GET", "?name=m&stages=Archived"));
        Assert.Contains("Invalid Model Version stage: prod", await home.RefusedAsync(
            400, "INVALID_PARAMETER_VALUE", "GET", "registered-models/get-latest-versions?name=m&stages=prod"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_tenant_sees_nothing_of_it()
    {
        await home.CreateModelAsync("m");
        await home.CreateVersionAsync("m");
        var other = home.RegistryOf("elsewhere");

        Assert.Empty(await other.ListAsync(RegistryHome.Ct));
        Assert.Equal("registry.model-not-found", (await other.GetAsync("m", 1, RegistryHome.Ct)).Problem!.Code);
        Assert.Equal("registry.model-not-found", (await other.LedgerAsync("m", RegistryHome.Ct)).Problem!.Code);
        Assert.Equal(
            "registry.model-not-found",
            (await other.MoveAsync(new Millrace.Registry.Contracts.StageMove("m", 1, Millrace.Registry.Contracts.Stage.Archived, "user:eve", "", [], ""), RegistryHome.Ct)).Problem!.Code);
    }
}
