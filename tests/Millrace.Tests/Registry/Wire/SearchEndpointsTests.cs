namespace Millrace.Tests.Registry.Wire;

public sealed class SearchEndpointsTests : IAsyncLifetime
{
    private RegistryHome home = null!;

    public async ValueTask InitializeAsync()
    {
        home = await RegistryHome.OpenAsync();
        foreach (var name in new[] { "beta", "alpha", "gamma" })
        {
            await home.CreateModelAsync(name, new[] { new { key = "team", value = name[..1] } });
            await home.CreateVersionAsync(name, $"s3://bucket/{name}", new[] { new { key = "q", value = name } });
        }

        await home.CreateModelAsync("prompt", Prompt);
        await home.CreateVersionAsync("prompt", "prompt-template", Prompt);
    }

    private static object[] Prompt => [new { key = "mlflow.prompt.is_prompt", value = "true" }];

    public ValueTask DisposeAsync() => home.DisposeAsync();

    [Theory]
    [InlineData("", "alpha beta gamma")]
    [InlineData("order_by=name DESC", "gamma beta alpha")]
    [InlineData("order_by=timestamp DESC", "gamma alpha beta")]
    [InlineData("order_by=last_updated_timestamp", "beta alpha gamma")]
    [InlineData("filter=name = 'beta'", "beta")]
    [InlineData("filter=name != 'beta'", "alpha gamma")]
    [InlineData("filter=name ILIKE '%25A'", "alpha beta gamma")]
    [InlineData("filter=tags.team = 'a' OR tags.team = 'g'", "alpha gamma")]
    [InlineData("filter=tags.`mlflow.prompt.is_prompt` = 'true'", "prompt")]
    [InlineData("filter=tags.`mlflow.prompt.is_prompt` != 'true'", "alpha beta gamma")]
    public async Task Models_are_found_in_order_and_prompts_only_when_asked_for(string query, string expected) => Assert.Equal(
        expected, await NamesAsync("registered-models/search?" + query, "registered_models"));

    [Theory]
    [InlineData("", "gamma/1 alpha/1 beta/1")]
    [InlineData("order_by=name", "alpha/1 beta/1 gamma/1")]
    [InlineData("filter=name = 'beta'", "beta/1")]
    [InlineData("filter=source_path LIKE 's3://bucket/a%25'", "alpha/1")]
    [InlineData("filter=version_number > 1", "")]
    [InlineData("filter=tags.q = 'gamma'", "gamma/1")]
    [InlineData("filter=run_id IN ('x', 'y')", "")]
    [InlineData("filter=tags.`mlflow.prompt.is_prompt` = 'true'", "prompt/1")]
    public async Task Versions_are_found_newest_first_and_prompts_only_when_asked_for(string query, string expected) => Assert.Equal(
        expected, await NamesAsync("model-versions/search?" + query, "model_versions"));

    [Theory]
    [InlineData("registered-models")]
    [InlineData("model-versions")]
    public async Task Pages_follow_each_other_until_none_is_left(string what)
    {
        var list = what.Replace('-', '_');
        var first = await home.OkAsync("GET", $"{what}/search?max_results=2&order_by=name");
        Assert.Equal("eyJvZmZzZXQiOiAyfQ==", (string)first["next_page_token"]!);
        var second = await home.OkAsync("GET", $"{what}/search?max_results=2&order_by=name&page_token={Uri.EscapeDataString((string)first["next_page_token"]!)}");

        Assert.Equal(["alpha", "beta", "gamma"], first[list]!.AsArray().Concat(second[list]!.AsArray()).Select(found => (string)found!["name"]!));
        Assert.Null(second["next_page_token"]);
        Assert.Null((await home.OkAsync("GET", $"{what}/search?filter=name = 'none'"))[list]);
    }

    [Theory]
    [InlineData("registered-models/search?max_results=1001", "'max_results'")]
    [InlineData("registered-models/search?max_results=0", "'max_results'")]
    [InlineData("model-versions/search?max_results=200001", "'max_results'")]
    [InlineData("model-versions/search?max_results=-1", "It must be a positive integer")]
    [InlineData("registered-models/search?filter=description = 'x'", "Invalid attribute key 'description'")]
    [InlineData("registered-models/search?page_token=xx", "page_token")]
    [InlineData("model-versions/search?filter=name > 'x'", "Invalid comparator '>'")]
    [InlineData("model-versions/search?order_by=stage", "Invalid attribute key 'stage'")]
    public async Task A_search_that_is_none_says_why(string path, string why) =>
        Assert.Contains(why, await home.RefusedAsync(400, "INVALID_PARAMETER_VALUE", "GET", path), StringComparison.Ordinal);

    [Fact]
    public async Task What_is_deleted_is_not_found()
    {
        await home.OkAsync("DELETE", "model-versions/delete", new { name = "alpha", version = "1" });
        await home.OkAsync("DELETE", "registered-models/delete", new { name = "beta" });

        Assert.Equal("alpha gamma", await NamesAsync("registered-models/search", "registered_models"));
        Assert.Equal("gamma/1", await NamesAsync("model-versions/search", "model_versions"));
    }

    private async Task<string> NamesAsync(string path, string list) => string.Join(' ', ((await home.OkAsync("GET", path))[list]?.AsArray() ?? [])
        .Select(found => (string)found!["name"]! + (found["version"] is { } version ? "/" + (string)version! : "")));
}
