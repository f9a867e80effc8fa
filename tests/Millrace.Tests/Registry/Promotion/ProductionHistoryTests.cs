using Millrace.Kernel.Digests;
using Millrace.Kernel.Verdicts;
using Millrace.Registry.Contracts;

namespace Millrace.Tests.Registry.Promotion;

public sealed class ProductionHistoryTests : IAsyncLifetime
{
    private RegistryHome home = null!;

    public async ValueTask InitializeAsync() => home = await RegistryHome.OpenAsync();

    public ValueTask DisposeAsync() => home.DisposeAsync();

    [Fact]
    public async Task One_call_says_what_was_Production_who_approved_it_and_on_which_data()
    {
        var before = home.Clock.Last;
        var first = await home.RegisterAsync("flights", "a", approvals: 1);
        await home.JudgeAsync(first, Decision.Pass);
        await home.MoveAsync("flights", 1, Stage.Staging);
        await home.ApproveAsync("flights", 1, "ada");
        await home.MoveAsync("flights", 1, Stage.Production, "user:ben");
        var during = home.Clock.Last;
        await home.InProductionAsync("flights", "b");

        Assert.Null((await AtAsync(before)));
        var record = (await AtAsync(during))!;
        Assert.Equal((1, "user:ben"), (record.Version, record.PromotedBy));
        Assert.InRange(record.SinceUtc, record.Approvals.Single().AtUtc, during);
        Assert.Equal(("user:ada", "Looks good."), (record.Approvals.Single().Actor, record.Approvals.Single().Reason));
        Assert.Equal(("pass", first.Evaluation), (record.Gates!.To, (Digest?)record.Gates.Evidence.Single()));
        Assert.Equal((first.Dataset, first.Run, Stage.Archived), (record.Registered.Dataset, record.Registered.Run, record.Registered.Stage));
        Assert.Equal(2, (await AtAsync(home.Clock.Last))!.Version);
        Assert.Empty((await AtAsync(home.Clock.Last))!.Approvals);
    }

    [Fact]
    public async Task A_version_that_left_is_no_longer_there()
    {
        await home.InProductionAsync("flights", "a");
        await home.MoveAsync("flights", 1, Stage.Archived);

        Assert.Null(await AtAsync(home.Clock.Last));
    }

    [Fact]
    public async Task A_deleted_version_was_there_until_it_was_deleted()
    {
        await home.InProductionAsync("flights", "a");
        var then = home.Clock.Last;
        await home.OkAsync("DELETE", "model-versions/delete", new { name = "flights", version = "1" });

        Assert.Null(await AtAsync(home.Clock.Last));
        Assert.Equal(Digest.Of("data a"), (await AtAsync(then))!.Registered.Dataset);
    }

    [Fact]
    public async Task Of_several_in_Production_the_last_is_named_first()
    {
        await home.CreateModelAsync("m");
        foreach (var version in new[] { "1", "2", "3" })
        {
            await home.CreateVersionAsync("m");
            await home.OkAsync("POST", "model-versions/transition-stage", new { name = "m", version, stage = "Production", archive_existing_versions = false });
        }

        var record = (await home.Registry.ProductionAtAsync("m", home.Clock.Last, RegistryHome.Ct)).Value!;
        Assert.Equal(3, record.Version);
        Assert.Equal([1, 2], record.Others);
    }

    private async Task<ProductionRecord?> AtAsync(DateTimeOffset instant) =>
        (await home.Registry.ProductionAtAsync("flights", instant, RegistryHome.Ct)).Value;
}
