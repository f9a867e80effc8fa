using Millrace.Data.Contracts;
using Millrace.Features.Contracts;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Steps;
using Millrace.Registry.Contracts;
using Millrace.Tests.Server.Reporting;

namespace Millrace.Tests.Registry;

/// <summary>A candidate's way from training to Production, by the steps that a workflow is made of.</summary>
public sealed class RegistryStepsTests : IAsyncLifetime
{
    private static readonly GateSpec Reached = new("threshold", "roc_auc", Min: 0.8);
    private static readonly GateSpec Missed = new("threshold", "roc_auc", Min: 0.99);
    private RegistryLab lab = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Registering_keeps_what_the_version_is_made_of_and_a_repeated_step_registers_once()
    {
        var (inputs, first) = await RegisterAsync("a");
        var again = (await lab.RunAsync("registry.register", new RegisterSpec("flight-delays"), inputs, "a")).Value;
        Assert.Equal(first.Digest, again.Outputs["version"].Digest);
        var version = Assert.Single((await lab.Registry.ListVersionsAsync("flight-delays", Ct)).Value);
        Assert.Equal(
            (inputs["model"].Digest, inputs["evaluation"].Digest, SampleModel.Run), (version.TrainedModel, version.Evaluation, version.Run));
    }

    [Fact]
    public async Task Gates_that_pass_move_the_version_to_Staging_by_the_policy_with_the_evaluation_as_evidence()
    {
        var (inputs, version) = await RegisterAsync("a");
        var gated = (await GateAsync(version, inputs["evaluation"], Reached)).Value;
        Assert.Null(gated.Halt);
        Assert.Equal(version.Digest, gated.Outputs["gated"].Digest);
        Assert.Equal(Stage.Staging, await StageAsync(1));
        var move = Assert.Single((await lab.Registry.HistoryAsync("flight-delays", Ct)).Value);
        Assert.Equal((Stage.None, Stage.Staging, "policy:flights"), (move.From, move.To, move.Actor));
        Assert.Contains(inputs["evaluation"].Digest, move.Evidence);
    }

    [Fact]
    public async Task A_gate_that_does_not_pass_halts_with_3_keeps_the_outputs_and_leaves_the_version_in_None()
    {
        var (inputs, version) = await RegisterAsync("a");
        var gated = (await GateAsync(version, inputs["evaluation"], Reached, Missed)).Value;
        Assert.Equal(("registry.gates-not-passed", 3), (gated.Halt!.Code, ProblemTable.ExitCode(gated.Halt.Kind)));
        Assert.Contains("0.99", gated.Halt.What, StringComparison.Ordinal);
        Assert.Equal(2, gated.Verdicts.Count);
        Assert.Contains("gated", gated.Outputs.Keys);
        Assert.Equal(Stage.None, await StageAsync(1));
    }

    [Fact]
    public async Task Without_any_gate_nothing_is_promoted()
    {
        var (inputs, version) = await RegisterAsync("a");
        Assert.Equal("registry.gates-not-passed", (await GateAsync(version, inputs["evaluation"])).Value.Halt!.Code);
        Assert.Equal(Stage.None, await StageAsync(1));
    }

    [Fact]
    public async Task Promotion_to_Production_archives_the_version_that_was_there()
    {
        var first = await PromotedAsync("a");
        Assert.Null(first.Halt);
        Assert.Equal(Stage.Production, await StageAsync(1));
        await PromotedAsync("b");
        Assert.Equal((Stage.Archived, Stage.Production), (await StageAsync(1), await StageAsync(2)));
        Assert.Equal(2, (await lab.Registry.InStageAsync("flight-delays", Stage.Production, Ct)).Value.Version);
        Assert.Equal(
            [(1, Stage.Staging), (1, Stage.Production), (2, Stage.Staging), (1, Stage.Archived), (2, Stage.Production)],
            (await lab.Registry.HistoryAsync("flight-delays", Ct)).Value.Select(move => (move.Version, move.To)));
    }

    [Fact]
    public async Task What_was_Production_at_an_instant_is_known_afterwards()
    {
        await PromotedAsync("a");
        await PromotedAsync("b");
        var moves = (await lab.Registry.HistoryAsync("flight-delays", Ct)).Value.Where(move => move.To == Stage.Production).ToList();
        Assert.Null((await lab.Registry.ProductionAtAsync("flight-delays", moves[0].AtUtc.AddMilliseconds(-1), Ct)).Value);
        Assert.Equal(1, (await lab.Registry.ProductionAtAsync("flight-delays", moves[0].AtUtc, Ct)).Value!.Version);
        Assert.Equal(2, (await lab.Registry.ProductionAtAsync("flight-delays", moves[1].AtUtc.AddDays(1), Ct)).Value!.Version);
        Assert.Equal("registry.model-not-found", (await lab.Registry.ProductionAtAsync("flights", moves[0].AtUtc, Ct)).Problem!.Code);
    }

    [Fact]
    public async Task Promotion_that_people_must_approve_halts_in_Staging()
    {
        var result = await PromotedAsync("a", approvalsNeeded: 2);
        Assert.Equal("registry.approvals-needed", result.Halt!.Code);
        Assert.Contains("2 ", result.Halt.What, StringComparison.Ordinal);
        Assert.Equal(Stage.Staging, await StageAsync(1));
    }

    public async ValueTask InitializeAsync() => lab = await RegistryLab.OpenAsync();

    public ValueTask DisposeAsync()
    {
        lab.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<(Dictionary<string, ArtifactRef> Inputs, ArtifactRef Version)> RegisterAsync(string key)
    {
        var inputs = new Dictionary<string, ArtifactRef>
        {
            ["model"] = await lab.StoreAsync(SampleModel.Model()),
            ["evaluation"] = await lab.StoreAsync(SampleModel.Evaluation()),
            ["feature_set"] = new ArtifactRef(FeatureSet.ArtifactType, Digest.Of("features"), []),
            ["dataset"] = new ArtifactRef(DatasetVersion.ArtifactType, Digest.Of("dataset"), []),
        };
        var result = (await lab.RunAsync("registry.register", new RegisterSpec("flight-delays"), inputs, key)).Value;
        return (inputs, result.Outputs["version"]);
    }

    private Task<Outcome<StepResult>> GateAsync(ArtifactRef version, ArtifactRef evaluation, params GateSpec[] gates) => lab.RunAsync(
        "registry.gate", new GatesSpec("flight-delays", "roc_auc", 0.8, gates), new() { ["version"] = version, ["evaluation"] = evaluation }, "gate");

    private async Task<StepResult> PromotedAsync(string key, int approvalsNeeded = 0)
    {
        var (inputs, version) = await RegisterAsync(key);
        Assert.Null((await GateAsync(version, inputs["evaluation"], Reached)).Value.Halt);
        return (await lab.RunAsync("registry.promote", new PromoteSpec("flight-delays", Stage.Production, approvalsNeeded), new() { ["version"] = version }, key)).Value;
    }

    private async Task<Stage> StageAsync(int version) => (await lab.Registry.GetAsync("flight-delays", version, Ct)).Value.Stage;
}
