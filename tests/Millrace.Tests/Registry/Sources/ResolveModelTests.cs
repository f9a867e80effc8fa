using Millrace.Registry.Contracts;

namespace Millrace.Tests.Registry.Sources;

public sealed class ResolveModelTests : IAsyncLifetime
{
    private RegistryHome home = null!;

    public async ValueTask InitializeAsync()
    {
        home = await RegistryHome.OpenAsync();
        await home.CreateModelAsync("m");
        for (var i = 0; i < 3; i++)
        {
            await home.CreateVersionAsync("m");
        }

        await home.MoveAsync("m", 2, Stage.Production);
        await home.OkAsync("POST", "registered-models/alias", new { name = "m", alias = "champion", version = "1" });
    }

    public ValueTask DisposeAsync() => home.DisposeAsync();

    [Theory]
    [InlineData("models:/m/1", 1)]
    [InlineData("models:/m@champion", 1)]
    [InlineData("models:/m/Production", 2)]
    [InlineData("models:/m/production", 2)]
    [InlineData("models:/m/None", 3)]
    [InlineData("models:/m/latest", 3)]
    public async Task A_URI_finds_its_version(string uri, int version) =>
        Assert.Equal(version, (await home.Registry.ResolveAsync(uri, RegistryHome.Ct)).Value.Version);

    [Theory]
    [InlineData("models:/m/9", "registry.version-not-found")]
    [InlineData("models:/m@challenger", "registry.alias-not-found")]
    [InlineData("models:/m/Staging", "registry.stage-empty")]
    [InlineData("models:/m/Prod", "registry.stage-unknown")]
    [InlineData("models:/x/latest", "registry.model-not-found")]
    [InlineData("models:/m-1", "registry.uri-invalid")]
    public async Task A_URI_that_finds_none_says_why(string uri, string code) =>
        Assert.Equal(code, (await home.Registry.ResolveAsync(uri, RegistryHome.Ct)).Problem!.Code);

    [Fact]
    public async Task Of_several_in_a_stage_the_one_that_came_last_counts()
    {
        await home.OkAsync("POST", "model-versions/transition-stage", new { name = "m", version = "3", stage = "Production", archive_existing_versions = false });
        await home.OkAsync("POST", "model-versions/transition-stage", new { name = "m", version = "1", stage = "Production", archive_existing_versions = false });

        Assert.Equal(1, (await home.Registry.InStageAsync("m", Stage.Production, RegistryHome.Ct)).Value.Version);
    }
}
