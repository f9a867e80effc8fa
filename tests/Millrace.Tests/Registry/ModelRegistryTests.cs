using Millrace.Kernel.Events;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Registry.Contracts;

namespace Millrace.Tests.Registry;

public sealed class ModelRegistryTests : IAsyncLifetime
{
    private RegistryLab lab = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IModelRegistry Registry => lab.Registry;

    [Fact]
    public async Task Versions_count_up_for_each_model_and_begin_in_None()
    {
        var first = await Registry.RegisterAsync(RegistryLab.Candidate("a"), Ct);
        var second = await Registry.RegisterAsync(RegistryLab.Candidate("b"), Ct);
        var other = await Registry.RegisterAsync(RegistryLab.Candidate("a", "spam"), Ct);
        Assert.Equal([(1, Stage.None), (2, Stage.None), (1, Stage.None)], new[] { first, second, other }.Select(v => (v.Version, v.Stage)));
        Assert.Equal([("flight-delays", 2, 2), ("spam", 1, 1)], (await Registry.ListAsync(Ct)).Select(m => (m.Name, m.VersionCount, m.NewestVersion)));
        Assert.Equal([2, 1], (await Registry.ListVersionsAsync("flight-delays", Ct)).Value.Select(v => v.Version));
    }

    [Fact]
    public async Task The_same_key_again_gives_the_same_version_and_tells_no_second_event()
    {
        var first = await Registry.RegisterAsync(RegistryLab.Candidate("a"), Ct);
        var again = await Registry.RegisterAsync(RegistryLab.Candidate("a"), Ct);
        Assert.Equal((first.Version, first.CreatedAtUtc, first.Onnx), (again.Version, again.CreatedAtUtc, again.Onnx));
        var told = Assert.Single(await lab.EventsAsync(), e => e.Type == EventTypes.ModelRegistered);
        Assert.Equal(("models/flight-delays/versions/1", "execution of a", 1), (told.Subject, told.CorrelationId, (int)told.Data["version"]!));
    }

    [Fact]
    public async Task Versions_registered_at_once_have_different_numbers()
    {
        var versions = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Registry.RegisterAsync(RegistryLab.Candidate($"k{i}"), Ct)));
        Assert.Equal(Enumerable.Range(1, 20), versions.Select(v => v.Version).Order());
    }

    [Fact]
    public async Task A_version_reads_back_as_it_was_registered()
    {
        var candidate = RegistryLab.Candidate("a");
        await Registry.RegisterAsync(candidate, Ct);
        var read = (await Registry.GetAsync("flight-delays", 1, Ct)).Value;
        Assert.Equal(
            (candidate.TrainedModel, candidate.Evaluation, candidate.FeatureSet, candidate.Dataset, candidate.Onnx, candidate.Run),
            (read.TrainedModel, read.Evaluation, read.FeatureSet, read.Dataset, read.Onnx, read.Run));
    }

    [Fact]
    public async Task A_model_that_is_not_there_gets_a_hint_and_a_version_that_is_not_there_the_newest()
    {
        await Registry.RegisterAsync(RegistryLab.Candidate("a"), Ct);
        var model = (await Registry.GetAsync("flight-delay", 1, Ct)).Problem!;
        Assert.Equal(("registry.model-not-found", ProblemKind.NotFound), (model.Code, model.Kind));
        Assert.Contains("'flight-delays'", model.What, StringComparison.Ordinal);
        var version = (await Registry.GetAsync("flight-delays", 7, Ct)).Problem!;
        Assert.Equal("registry.version-not-found", version.Code);
        Assert.Contains("the newest is 1", version.What, StringComparison.Ordinal);
        Assert.Equal("registry.version-not-found", (await MoveAsync(7, Stage.Staging)).Problem!.Code);
        Assert.Equal("registry.stage-empty", (await Registry.InStageAsync("flight-delays", Stage.Production, Ct)).Problem!.Code);
    }

    [Fact]
    public async Task None_never_goes_to_Production_in_one_move_and_a_refused_move_leaves_no_trace()
    {
        await Registry.RegisterAsync(RegistryLab.Candidate("a"), Ct);
        var refused = (await MoveAsync(1, Stage.Production)).Problem!;
        Assert.Equal("registry.move-not-allowed", refused.Code);
        Assert.Equal(Stage.None, (await Registry.GetAsync("flight-delays", 1, Ct)).Value.Stage);
        Assert.Empty((await Registry.HistoryAsync("flight-delays", Ct)).Value);
    }

    [Fact]
    public async Task A_move_stands_in_the_ledger_with_who_and_why_and_the_same_again_does_nothing()
    {
        await Registry.RegisterAsync(RegistryLab.Candidate("a"), Ct);
        Assert.Equal(Stage.Archived, (await MoveAsync(1, Stage.Archived)).Value.Stage);
        Assert.Equal(Stage.Archived, (await MoveAsync(1, Stage.Archived)).Value.Stage);
        var move = Assert.Single((await Registry.HistoryAsync("flight-delays", Ct)).Value);
        Assert.Equal((1, Stage.None, Stage.Archived, "user:ada", "Because."), (move.Version, move.From, move.To, move.Actor, move.Reason));
    }

    [Fact]
    public async Task A_tenant_sees_and_moves_only_its_own_models()
    {
        await Registry.RegisterAsync(RegistryLab.Candidate("a"), Ct);
        var other = lab.Of(new TenantId("other"));
        Assert.Empty(await other.ListAsync(Ct));
        Assert.Equal("registry.model-not-found", (await other.GetAsync("flight-delays", 1, Ct)).Problem!.Code);
        Assert.Equal("registry.model-not-found", (await other.MoveAsync(Move(1, Stage.Archived), Ct)).Problem!.Code);
        Assert.Equal(1, (await other.RegisterAsync(RegistryLab.Candidate("a"), Ct)).Version);
        Assert.Equal(Stage.None, (await Registry.GetAsync("flight-delays", 1, Ct)).Value.Stage);
    }

    public async ValueTask InitializeAsync() => lab = await RegistryLab.OpenAsync();

    public ValueTask DisposeAsync()
    {
        lab.Dispose();
        return ValueTask.CompletedTask;
    }

    private static StageMove Move(int version, Stage to) => new("flight-delays", version, to, "user:ada", "Because.", [], "cli:1");

    private Task<Outcome<ModelVersion>> MoveAsync(int version, Stage to) => Registry.MoveAsync(Move(version, to), Ct);
}
