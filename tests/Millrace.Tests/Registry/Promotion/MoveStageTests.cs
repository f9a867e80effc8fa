using Millrace.Kernel.Digests;
using Millrace.Kernel.Verdicts;
using Millrace.Registry.Contracts;

namespace Millrace.Tests.Registry.Promotion;

public sealed class MoveStageTests : IAsyncLifetime
{
    private RegistryHome home = null!;

    public async ValueTask InitializeAsync() => home = await RegistryHome.OpenAsync();

    public ValueTask DisposeAsync() => home.DisposeAsync();

    [Fact]
    public async Task A_workflows_version_goes_nowhere_before_its_gates_spoke()
    {
        await home.RegisterAsync("flights", "a");

        var refused = await home.MoveAsync("flights", 1, Stage.Staging);
        Assert.Equal("registry.gates-missing", refused.Problem!.Code);
        Assert.Contains("were not evaluated", refused.Problem.What, StringComparison.Ordinal);
        Assert.Empty((await home.Registry.LedgerAsync("flights", RegistryHome.Ct)).Value);
    }

    [Theory]
    [InlineData(Decision.Fail, "fail")]
    [InlineData(Decision.Inconclusive, "inconclusive")]
    [InlineData(Decision.NotEvaluated, "not_evaluated")]
    public async Task Only_a_pass_promotes_by_hand_and_through_MLflows_API_too(Decision decision, string word)
    {
        await home.JudgeAsync(await home.RegisterAsync("flights", "a"), decision);

        Assert.Contains($"its gates said {word};", (await home.MoveAsync("flights", 1, Stage.Staging)).Problem!.What, StringComparison.Ordinal);
        Assert.Contains($"its gates said {word};", await home.RefusedAsync(
            400, "INVALID_PARAMETER_VALUE", "POST", "model-versions/transition-stage",
            new { name = "flights", version = "1", stage = "Production", archive_existing_versions = true }), StringComparison.Ordinal);
        Assert.True((await home.MoveAsync("flights", 1, Stage.Archived)).IsOk);
    }

    [Fact]
    public async Task The_gates_newest_word_counts()
    {
        var version = await home.RegisterAsync("flights", "a");
        await home.JudgeAsync(version, Decision.Fail);
        await home.JudgeAsync(version, Decision.Pass);
        Assert.True((await home.MoveAsync("flights", 1, Stage.Staging)).IsOk);
        await home.JudgeAsync(version, Decision.Fail);

        Assert.Equal("registry.gates-missing", (await home.MoveAsync("flights", 1, Stage.Production)).Problem!.Code);
    }

    [Fact]
    public async Task A_workflows_version_follows_the_path()
    {
        await home.JudgeAsync(await home.RegisterAsync("flights", "a"), Decision.Pass);

        var refused = await home.MoveAsync("flights", 1, Stage.Production);
        Assert.Equal("registry.move-not-allowed", refused.Problem!.Code);
        Assert.Equal("From None it can go to: Staging, Archived.", refused.Problem.Fix);
    }

    [Fact]
    public async Task Production_waits_for_as_many_people_as_the_workflow_names()
    {
        var version = await home.RegisterAsync("flights", "a", approvals: 2);
        await home.JudgeAsync(version, Decision.Pass);
        Assert.True((await home.MoveAsync("flights", 1, Stage.Staging)).IsOk);
        Assert.Equal(["user:ada"], (await home.ApproveAsync("flights", 1, "ada")).Value.By);
        Assert.Equal("registry.already-approved", (await home.ApproveAsync("flights", 1, "ada")).Problem!.Code);

        var refused = await home.MoveAsync("flights", 1, Stage.Production);
        Assert.Equal("registry.approvals-needed", refused.Problem!.Code);
        Assert.Contains("needs 2 approval(s) by different people before Production and has 1 (user:ada)", refused.Problem.What, StringComparison.Ordinal);
        Assert.Equal((2, 2), ((await home.ApproveAsync("flights", 1, "ben")).Value.By.Count, (await home.ApproveAsync("flights", 1, "cy")).Value.Needed));
        Assert.Equal(Stage.Production, (await home.MoveAsync("flights", 1, Stage.Production)).Value.Stage);
    }

    [Fact]
    public async Task An_approval_ends_when_the_version_leaves_the_stage()
    {
        await home.JudgeAsync(await home.RegisterAsync("flights", "a", approvals: 1), Decision.Pass);
        await home.MoveAsync("flights", 1, Stage.Staging);
        await home.ApproveAsync("flights", 1, "ada");
        await home.MoveAsync("flights", 1, Stage.Production);
        await home.MoveAsync("flights", 1, Stage.Staging);

        Assert.Equal("registry.approvals-needed", (await home.MoveAsync("flights", 1, Stage.Production)).Problem!.Code);
        Assert.True((await home.ApproveAsync("flights", 1, "ada")).IsOk);
        Assert.True((await home.MoveAsync("flights", 1, Stage.Production)).IsOk);
    }

    [Fact]
    public async Task What_the_promoting_workflow_asks_for_holds_for_people_too()
    {
        await home.JudgeAsync(await home.RegisterAsync("flights", "a"), Decision.Pass);
        await home.MoveAsync("flights", 1, Stage.Staging);
        var byWorkflow = new StageMove("flights", 1, Stage.Production, "policy:flights", "Because.", [], "p-1") { ApprovalsNeeded = 1 };

        Assert.Equal("registry.approvals-needed", (await home.Registry.MoveAsync(byWorkflow, RegistryHome.Ct)).Problem!.Code);
        Assert.Equal("registry.approvals-needed", (await home.MoveAsync("flights", 1, Stage.Production)).Problem!.Code);
    }

    [Fact]
    public async Task Everything_that_is_missing_is_told_at_once()
    {
        await home.RegisterAsync("flights", "a", approvals: 1);

        Assert.Equal(
            ["registry.move-not-allowed", "registry.gates-missing", "registry.approvals-needed"],
            (await home.MoveAsync("flights", 1, Stage.Production)).Problems.Select(problem => problem.Code));
    }

    [Fact]
    public async Task Moving_to_Production_archives_the_version_that_was_there()
    {
        await home.InProductionAsync("flights", "a");
        await home.InProductionAsync("flights", "b");

        var history = (await home.Registry.HistoryAsync("flights", RegistryHome.Ct)).Value;
        Assert.Equal(
            [(1, Stage.None, Stage.Staging), (1, Stage.Staging, Stage.Production), (2, Stage.None, Stage.Staging), (1, Stage.Production, Stage.Archived), (2, Stage.Staging, Stage.Production)],
            history.Select(move => (move.Version, move.From, move.To)));
        Assert.Equal("Version 2 took its place.", history[3].Reason);
        Assert.Equal(5, (await home.EventsAsync(RegistryEvents.StageChanged)).Count);
    }

    [Fact]
    public async Task A_move_to_where_it_is_writes_no_line()
    {
        await home.InProductionAsync("flights", "a");
        Assert.True((await home.MoveAsync("flights", 1, Stage.Production)).IsOk);

        Assert.Equal(2, (await home.Registry.HistoryAsync("flights", RegistryHome.Ct)).Value.Count);
    }

    [Fact]
    public async Task A_moves_evidence_is_in_the_ledger_and_its_event_tells_who_and_why()
    {
        await home.JudgeAsync(await home.RegisterAsync("flights", "a"), Decision.Pass);
        await home.Registry.MoveAsync(new StageMove("flights", 1, Stage.Staging, "policy:flights", "All pass.", [Digest.Of("x"), Digest.Of("y")], "p-9"), RegistryHome.Ct);

        Assert.Equal([Digest.Of("x"), Digest.Of("y")], (await home.Registry.HistoryAsync("flights", RegistryHome.Ct)).Value.Single().Evidence);
        var told = (await home.EventsAsync(RegistryEvents.StageChanged)).Single();
        Assert.Equal(("models/flights/versions/1", "p-9"), (told.Subject, told.CorrelationId));
        Assert.Equal("""{"model":"flights","version":1,"from":"None","to":"Staging","actor":"policy:flights","reason":"All pass."}""", told.Data.ToJsonString());
    }

    [Fact]
    public async Task A_version_that_does_not_exist_names_the_newest_one()
    {
        await home.RegisterAsync("flights", "a");

        Assert.Contains("not found; the newest is 1.", (await home.MoveAsync("flights", 7, Stage.Staging)).Problem!.What, StringComparison.Ordinal);
        Assert.Equal("registry.model-not-found", (await home.MoveAsync("trains", 1, Stage.Staging)).Problem!.Code);
    }
}
