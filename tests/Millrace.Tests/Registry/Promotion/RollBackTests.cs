using Millrace.Kernel.Problems;
using Millrace.Registry.Contracts;

namespace Millrace.Tests.Registry.Promotion;

public sealed class RollBackTests : IAsyncLifetime
{
    private RegistryHome home = null!;

    public async ValueTask InitializeAsync() => home = await RegistryHome.OpenAsync();

    public ValueTask DisposeAsync() => home.DisposeAsync();

    [Fact]
    public async Task The_version_that_was_there_before_comes_back()
    {
        await home.InProductionAsync("flights", "a");
        await home.InProductionAsync("flights", "b");

        Assert.Equal((1, Stage.Production), Of(await RollBackAsync()));
        Assert.Equal(Stage.Archived, (await home.Registry.GetAsync("flights", 2, RegistryHome.Ct)).Value.Stage);
        var moves = (await home.Registry.HistoryAsync("flights", RegistryHome.Ct)).Value;
        Assert.Equal((1, Stage.Archived, Stage.Production, "user:ada", "Rolled back: It is wrong."), (moves[^1].Version, moves[^1].From, moves[^1].To, moves[^1].Actor, moves[^1].Reason));
        Assert.Equal((2, Stage.Production), Of(await RollBackAsync()));
    }

    [Fact]
    public async Task A_version_that_does_not_answer_is_passed_over()
    {
        await home.InProductionAsync("flights", "a");
        await home.InProductionAsync("flights", "b");
        await home.InProductionAsync("flights", "c");

        Assert.Equal((1, Stage.Production), Of(await RollBackAsync(broken: 2)));
    }

    [Fact]
    public async Task When_none_answers_nothing_moves()
    {
        await home.InProductionAsync("flights", "a");
        await home.InProductionAsync("flights", "b");

        Assert.Equal("test.broken", (await RollBackAsync(broken: 1)).Problem!.Code);
        Assert.Equal(2, (await home.Registry.InStageAsync("flights", Stage.Production, RegistryHome.Ct)).Value.Version);
    }

    [Fact]
    public async Task A_version_that_was_never_there_and_a_deleted_one_do_not_come_back()
    {
        await home.RegisterAsync("flights", "never");
        await home.InProductionAsync("flights", "a");
        Assert.Equal("registry.nothing-to-restore", (await RollBackAsync()).Problem!.Code);

        await home.InProductionAsync("flights", "b");
        await home.OkAsync("DELETE", "model-versions/delete", new { name = "flights", version = "2" });
        Assert.Equal("registry.nothing-to-restore", (await RollBackAsync()).Problem!.Code);
    }

    [Fact]
    public async Task Without_anything_in_Production_the_last_that_was_comes_back()
    {
        await home.InProductionAsync("flights", "a");
        await home.MoveAsync("flights", 1, Stage.Archived);

        Assert.Equal((1, Stage.Production), Of(await RollBackAsync()));
    }

    private static (int, Stage) Of(Outcome<ModelVersion> restored) => (restored.Value.Version, restored.Value.Stage);

    private Task<Outcome<ModelVersion>> RollBackAsync(int broken = 0) => home.Registry.RollBackAsync(
        new Rollback("flights", "user:ada", "It is wrong.", "c-1"),
        (version, _) => Task.FromResult<Outcome<Done>>(
            version.Version == broken ? new Problem("test.broken", ProblemKind.Unavailable, "It does not answer.") : Done.Value),
        RegistryHome.Ct);
}
