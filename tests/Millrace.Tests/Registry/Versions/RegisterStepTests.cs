using Millrace.Data.Contracts;
using Millrace.Features.Contracts;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Steps;
using Millrace.Registry.Contracts;
using Millrace.Tests.Server.Reporting;
using Millrace.Training.Contracts;

namespace Millrace.Tests.Registry.Versions;

public sealed class RegisterStepTests : IAsyncLifetime
{
    private RegistryLab lab = null!;

    public async ValueTask InitializeAsync() => lab = await RegistryLab.OpenAsync();

    public ValueTask DisposeAsync()
    {
        lab.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_changed_signature_is_major_other_features_are_minor_and_the_rest_is_a_patch()
    {
        var model = SampleModel.Model();
        var wider = model with { Signature = model.Signature with { Inputs = [.. model.Signature.Inputs, new TensorSpec("wind", "FP64", [-1, 1])] } };

        Assert.Equal("1.0.0", await RegisterAsync("a", model, "features"));
        Assert.Equal("1.0.1", await RegisterAsync("b", model with { DecisionThreshold = 0.3 }, "features"));
        Assert.Equal("1.1.0", await RegisterAsync("c", model, "other features"));
        Assert.Equal("2.0.0", await RegisterAsync("d", wider, "more features"));
    }

    [Fact]
    public async Task The_version_knows_its_workflow_and_what_Production_asks_for()
    {
        await RegisterAsync("a", SampleModel.Model(), "features", new RegisterSpec("flights") { ProductionApprovals = 2 });

        Assert.Equal("flights", (await lab.Registry.GetAsync("flights", 1, TestContext.Current.CancellationToken)).Value.Workflow);
        var state = await lab.Registry.ApproveAsync(new Approval("flights", 1, Stage.Production, "user:ada", "Good.", "c"), TestContext.Current.CancellationToken);
        Assert.Equal(2, state.Value.Needed);
    }

    private async Task<string?> RegisterAsync(string key, TrainedModel model, string features, RegisterSpec? spec = null)
    {
        var inputs = new Dictionary<string, ArtifactRef>
        {
            ["model"] = await lab.StoreAsync(model),
            ["evaluation"] = await lab.StoreAsync(SampleModel.Evaluation()),
            ["feature_set"] = new ArtifactRef(FeatureSet.ArtifactType, Digest.Of(features), []),
            ["dataset"] = new ArtifactRef(DatasetVersion.ArtifactType, Digest.Of("dataset"), []),
        };
        Assert.True((await lab.RunAsync("registry.register", spec ?? new RegisterSpec("flights"), inputs, key)).IsOk);
        return (await lab.Registry.ListVersionsAsync("flights", TestContext.Current.CancellationToken)).Value[0].SemanticVersion;
    }
}
