using System.Net;

namespace Millrace.Tests.Registry.Promotion;

public sealed class ProductionEndpointTests : IAsyncLifetime
{
    private RegistryHome home = null!;

    public async ValueTask InitializeAsync() => home = await RegistryHome.OpenAsync();

    public ValueTask DisposeAsync() => home.DisposeAsync();

    [Fact]
    public async Task What_is_Production_now_and_what_was_then_is_one_call()
    {
        await home.InProductionAsync("a/b", "one");
        var then = home.Clock.Last;
        await home.InProductionAsync("a/b", "two");

        Assert.Equal(2, (int)(await home.OkAsync("GET", "../millrace/models/a%2Fb/production"))["production"]!["version"]!);
        var answer = await home.OkAsync("GET", $"../millrace/models/a%2Fb/production?at={Uri.EscapeDataString(then.ToString("O"))}");
        Assert.Equal(("a/b", 1), ((string)answer["model"]!, (int)answer["production"]!["version"]!));
        Assert.Equal("policy:flights", (string)answer["production"]!["promotedBy"]!);
        Assert.Equal("pass", (string)answer["production"]!["gates"]!["to"]!);
    }

    [Fact]
    public async Task When_nothing_was_there_it_says_so()
    {
        await home.RegisterAsync("flights", "one");

        Assert.Null((await home.OkAsync("GET", "../millrace/models/flights/production"))["production"]);
        await home.RefusedAsync(404, "RESOURCE_DOES_NOT_EXIST", "GET", "../millrace/models/none/production");
        Assert.Contains("'yesterday' is no time", await home.RefusedAsync(
            400, "INVALID_PARAMETER_VALUE", "GET", "../millrace/models/flights/production?at=yesterday"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_is_Markdown()
    {
        await home.RegisterAsync("flights", "one");

        using var card = await home.GetAsync("../millrace/models/flights/versions/1/card");
        Assert.Equal((HttpStatusCode.OK, "text/markdown"), (card.StatusCode, card.Content.Headers.ContentType!.MediaType));
        Assert.StartsWith("---\n", await card.Content.ReadAsStringAsync(RegistryHome.Ct), StringComparison.Ordinal);
        await home.RefusedAsync(404, "RESOURCE_DOES_NOT_EXIST", "GET", "../millrace/models/flights/versions/9/card");
    }
}
