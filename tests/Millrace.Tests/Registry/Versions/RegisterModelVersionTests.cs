using Millrace.Kernel.Events;
using Millrace.Registry.Contracts;

namespace Millrace.Tests.Registry.Versions;

public sealed class RegisterModelVersionTests : IAsyncLifetime
{
    private RegistryHome home = null!;

    public async ValueTask InitializeAsync() => home = await RegistryHome.OpenAsync();

    public ValueTask DisposeAsync() => home.DisposeAsync();

    [Fact]
    public async Task The_same_key_registers_once()
    {
        var first = await home.RegisterAsync("flights", "a");
        var again = await home.RegisterAsync("flights", "a");
        var next = await home.RegisterAsync("flights", "b");

        Assert.Equal((1, 1, 2), (first.Version, again.Version, next.Version));
        Assert.Equal(Stage.None, first.Stage);
        Assert.Equal($"runs:/{first.Run}/model", first.Source);
        Assert.Equal(2, (await home.EventsAsync(EventTypes.ModelRegistered)).Count);
    }

    [Fact]
    public async Task A_version_says_in_its_number_what_changed()
    {
        await home.RegisterAsync("flights", "a", change: null);
        foreach (var (key, change, number) in new[]
        {
            ("b", VersionChange.Patch, "1.0.1"), ("c", VersionChange.Minor, "1.1.0"), ("d", VersionChange.Patch, "1.1.1"), ("e", VersionChange.Major, "2.0.0"),
        })
        {
            Assert.Equal(number, (await home.RegisterAsync("flights", key, change: change)).SemanticVersion);
        }

        Assert.Equal("1.0.0", (await home.Registry.GetAsync("flights", 1, RegistryHome.Ct)).Value.SemanticVersion);
        Assert.Equal("2.0.0", (await home.Registry.ListAsync(RegistryHome.Ct)).Single().SemanticVersion);
        Assert.Null((await home.RegisterAsync("flights", "f", change: null)).SemanticVersion);
    }

    [Fact]
    public async Task MLflows_clients_see_a_workflows_version()
    {
        var version = await home.RegisterAsync("flights", "a");

        var seen = (await home.OkAsync("GET", "model-versions/get?name=flights&version=1"))["model_version"]!;
        Assert.Equal(($"runs:/{version.Run}/model", version.Run.ToString(), "READY"), ((string)seen["source"]!, (string)seen["run_id"]!, (string)seen["status"]!));
    }

    [Fact]
    public async Task A_version_that_was_deleted_is_registered_anew_with_another_number()
    {
        await home.RegisterAsync("flights", "a");
        await home.OkAsync("DELETE", "model-versions/delete", new { name = "flights", version = "1" });

        Assert.Equal(2, (await home.RegisterAsync("flights", "a")).Version);
    }

    [Fact]
    public async Task Sixty_four_writers_at_once_get_sixty_four_numbers()
    {
        await home.CreateModelAsync("m");
        var numbers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => home.CreateVersionAsync("m")));

        Assert.Equal(Enumerable.Range(1, 64), numbers.Order());
    }
}
