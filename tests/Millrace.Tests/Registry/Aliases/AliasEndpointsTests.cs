using Millrace.Registry.Contracts;

namespace Millrace.Tests.Registry.Aliases;

public sealed class AliasEndpointsTests : IAsyncLifetime
{
    private RegistryHome home = null!;

    public async ValueTask InitializeAsync()
    {
        home = await RegistryHome.OpenAsync();
        await home.CreateModelAsync("m");
        await home.CreateVersionAsync("m");
        await home.CreateVersionAsync("m");
    }

    public ValueTask DisposeAsync() => home.DisposeAsync();

    [Fact]
    public async Task An_alias_moves_and_the_ledger_keeps_from_where()
    {
        await SetAsync("champion", "1");
        await SetAsync("champion", "2");
        await SetAsync("champion", "2");

        var version = (await home.OkAsync("GET", "registered-models/alias?name=m&alias=champion"))["model_version"]!;
        Assert.Equal(("2", """["champion"]"""), ((string)version["version"]!, version["aliases"]!.ToJsonString()));
        await home.OkAsync("DELETE", "registered-models/alias", new { name = "m", alias = "champion" });
        await home.OkAsync("DELETE", "registered-models/alias", new { name = "m", alias = "champion" });
        var ledger = (await home.Registry.LedgerAsync("m", RegistryHome.Ct)).Value;
        Assert.Equal([(null, "1"), ("1", "2"), ("2", null)], ledger.Select(entry => (entry.From, entry.To)));
        Assert.All(ledger, entry => Assert.Equal(("alias", "champion", "user:anonymous"), (entry.Kind, entry.Subject, entry.Actor)));
        Assert.Equal(3, (await home.EventsAsync(RegistryEvents.AliasMoved)).Count);
        Assert.Equal("""{"name":"m","alias":"champion"}""", (await home.EventsAsync("model_version_alias.deleted")).Single().Data.ToJsonString());
        Assert.Equal("""{"name":"m","alias":"champion","version":"1"}""", (await home.EventsAsync("model_version_alias.created"))[0].Data.ToJsonString());
    }

    [Theory]
    [InlineData("latest", "'latest' alias name (case insensitive) is reserved.")]
    [InlineData("LATEST", "'latest' alias name (case insensitive) is reserved.")]
    [InlineData("v1", "Version alias name 'v1' is reserved.")]
    [InlineData("a b", "Invalid alias name: 'a b'. Names may only contain alphanumerics, underscores (_), and dashes (-).")]
    [InlineData("a/b", "Invalid alias name: 'a/b'.")]
    public async Task An_alias_that_cannot_be_one_says_why(string alias, string why) => Assert.Contains(
        why, await home.RefusedAsync(400, "INVALID_PARAMETER_VALUE", "POST", "registered-models/alias", new { name = "m", alias, version = "1" }),
        StringComparison.Ordinal);

    [Fact]
    public async Task An_alias_has_255_characters_at_most()
    {
        await SetAsync(new string('a', 255), "1");
        Assert.Contains("exceeds the maximum length of 255 characters", await home.RefusedAsync(
            400, "INVALID_PARAMETER_VALUE", "POST", "registered-models/alias", new { name = "m", alias = new string('a', 256), version = "1" }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_alias_that_is_not_there_is_an_invalid_value()
    {
        Assert.Contains("Registered model alias none not found.", await home.RefusedAsync(
            400, "INVALID_PARAMETER_VALUE", "GET", "registered-models/alias?name=m&alias=none"), StringComparison.Ordinal);
        await home.RefusedAsync(400, "INVALID_PARAMETER_VALUE", "GET", "registered-models/alias?name=nope&alias=none");
        await home.RefusedAsync(404, "RESOURCE_DOES_NOT_EXIST", "POST", "registered-models/alias", new { name = "m", alias = "a", version = "9" });
    }

    [Fact]
    public async Task Latest_is_the_newest_version() => Assert.Equal(
        "2", (string)(await home.OkAsync("GET", "registered-models/alias?name=m&alias=latest"))["model_version"]!["version"]!);

    private Task SetAsync(string alias, string version) => home.OkAsync("POST", "registered-models/alias", new { name = "m", alias, version });
}
