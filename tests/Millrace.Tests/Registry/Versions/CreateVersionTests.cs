using Millrace.Registry.Contracts;

namespace Millrace.Tests.Registry.Versions;

public sealed class CreateVersionTests : IAsyncLifetime
{
    private static readonly object[] IsPrompt = [new { key = "mlflow.prompt.is_prompt", value = "true" }];
    private RegistryHome home = null!;

    public async ValueTask InitializeAsync() => home = await RegistryHome.OpenAsync();

    public ValueTask DisposeAsync() => home.DisposeAsync();

    [Theory]
    [InlineData("file:///etc")]
    [InlineData("/etc/passwd")]
    [InlineData("mlflow-artifacts:/a/%2e%2e/b")]
    public async Task A_source_on_the_servers_disk_is_refused(string source)
    {
        await home.CreateModelAsync("m");

        Assert.Contains("Invalid model version source: '", await home.RefusedAsync(
            400, "INVALID_PARAMETER_VALUE", "POST", "model-versions/create", new { name = "m", source }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_prompt_tag_on_a_models_version_lets_no_source_in()
    {
        await home.CreateModelAsync("m");

        await home.RefusedAsync(400, "INVALID_PARAMETER_VALUE", "POST", "model-versions/create", new { name = "m", source = "file:///etc", tags = IsPrompt });
        await home.RefusedAsync(400, "INVALID_PARAMETER_VALUE", "POST", "model-versions/create", new { name = "m", source = "prompt-template", tags = IsPrompt });
    }

    [Fact]
    public async Task A_prompts_version_needs_no_files_and_is_told_with_its_template()
    {
        await home.CreateModelAsync("p", IsPrompt);
        await home.CreateVersionAsync("p", "prompt-template", new[]
        {
            new { key = "mlflow.prompt.is_prompt", value = "true" },
            new { key = "mlflow.prompt.text", value = "Hello {{name}}" },
            new { key = "_mlflow_prompt_type", value = "text" },
            new { key = "lang", value = "en" },
        });

        Assert.Equal("""{"name":"p","tags":{},"description":null}""", (await home.EventsAsync("prompt.created")).Single().Data.ToJsonString());
        Assert.Equal(
            """{"name":"p","version":"1","template":"Hello {{name}}","tags":{"lang":"en"},"description":null}""",
            (await home.EventsAsync("prompt_version.created")).Single().Data.ToJsonString());
        Assert.Empty(await home.EventsAsync("MODEL_REGISTERED"));
        Assert.Empty(await home.Registry.ListAsync(RegistryHome.Ct));
    }

    [Fact]
    public async Task A_models_version_is_told_as_MLflows_webhooks_tell_it()
    {
        await home.OkAsync("POST", "registered-models/create", new { name = "m", description = "d", tags = new[] { new { key = "a", value = "1" } } });
        await home.CreateVersionAsync("m", "s3://b/m", new[] { new { key = "q", value = "2" } });

        Assert.Equal("""{"name":"m","tags":{"a":"1"},"description":"d"}""", (await home.EventsAsync(RegistryEvents.ModelCreated)).Single().Data.ToJsonString());
        Assert.Equal(
            """{"name":"m","version":"1","source":"s3://b/m","run_id":null,"tags":{"q":"2"},"description":null}""",
            (await home.EventsAsync(RegistryEvents.VersionCreated)).Single().Data.ToJsonString());
        Assert.Equal("models/m/versions/1", (await home.EventsAsync("MODEL_REGISTERED")).Single().Subject);
    }

    [Fact]
    public async Task A_prompts_tags_and_aliases_are_told_as_a_prompts()
    {
        await home.CreateModelAsync("p", IsPrompt);
        await home.CreateVersionAsync("p", "prompt-template", IsPrompt);
        await home.OkAsync("POST", "registered-models/set-tag", new { name = "p", key = "k", value = "v" });
        await home.OkAsync("POST", "model-versions/set-tag", new { name = "p", version = "1", key = "k", value = "v" });
        await home.OkAsync("POST", "registered-models/alias", new { name = "p", alias = "live", version = "1" });
        await home.OkAsync("DELETE", "registered-models/alias", new { name = "p", alias = "live" });

        foreach (var type in new[] { RegistryEvents.PromptTagSet, RegistryEvents.PromptVersionTagSet, RegistryEvents.PromptAliasCreated, RegistryEvents.PromptAliasDeleted })
        {
            Assert.Single(await home.EventsAsync(type));
        }

        Assert.Empty(await home.EventsAsync(RegistryEvents.AliasCreated));
    }

    [Fact]
    public async Task A_version_of_a_logged_model_has_its_files_and_its_run_and_the_model_remembers_it()
    {
        await home.CreateModelAsync("m");
        var run = Millrace.Kernel.Identity.RunId.FromKey("run");
        Assert.True((await home.Tracking.CreateRunAsync(new Millrace.Tracking.Contracts.NewRun(run, Millrace.Tracking.Contracts.ExperimentId.Default, "r"), RegistryHome.Ct)).IsOk);
        var model = (await home.OkAsync("POST", "logged-models", new { experiment_id = "0", name = "model", source_run_id = run.ToString() }))["model"]!["info"]!;
        var (id, files) = ((string)model["model_id"]!, (string)model["artifact_uri"]!);

        await home.OkAsync("POST", "model-versions/create", new { name = "m", source = $"models:/{id}", model_id = id });
        Assert.Equal(files, (string)(await home.OkAsync("GET", "model-versions/get-download-uri?name=m&version=1"))["artifact_uri"]!);
        Assert.Equal(run.ToString(), (string)(await home.OkAsync("GET", "model-versions/get?name=m&version=1"))["model_version"]!["run_id"]!);
        var tags = (await home.OkAsync("GET", $"logged-models/{id}"))["model"]!["info"]!["tags"]!.ToJsonString();
        Assert.Contains("mlflow.modelVersions", tags, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_logged_model_that_is_not_there_is_no_source()
    {
        await home.CreateModelAsync("m");

        Assert.Contains("Unable to fetch model", await home.RefusedAsync(
            404, "RESOURCE_DOES_NOT_EXIST", "POST", "model-versions/create", new { name = "m", source = "models:/m-0123456789abcdef0123456789abcdef" }), StringComparison.Ordinal);
        await home.RefusedAsync(
            404, "RESOURCE_DOES_NOT_EXIST", "POST", "model-versions/create", new { name = "m", source = "s3://b/m", model_id = "m-0123456789abcdef0123456789abcdef" });
    }
}
