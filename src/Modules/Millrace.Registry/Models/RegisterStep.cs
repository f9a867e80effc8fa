using Millrace.Data.Contracts;
using Millrace.Features.Contracts;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Steps;
using Millrace.Registry.Contracts;
using Millrace.Training.Contracts;

namespace Millrace.Registry.Models;

/// <summary>Registers the candidate as None, whatever its evaluation says: the gates come after.</summary>
internal sealed class RegisterStep(IModelRegistry registry) : IStep
{
    public string Kind => "registry.register";

    public int CodeVersion => 1;

    public IReadOnlyDictionary<string, string> Inputs { get; } = new Dictionary<string, string>
    {
        ["model"] = TrainedModel.ArtifactType,
        ["evaluation"] = EvaluationReport.ArtifactType,
        ["feature_set"] = FeatureSet.ArtifactType,
        ["dataset"] = DatasetVersion.ArtifactType,
    };

    public IReadOnlyDictionary<string, string> Outputs { get; } = new Dictionary<string, string>
    {
        ["version"] = RegisteredVersion.ArtifactType,
    };

    public async Task<Outcome<StepResult>> RunAsync(StepContext context, CancellationToken ct)
    {
        var spec = context.Read<RegisterSpec>();
        var model = await context.InputAsync<TrainedModel>("model", ct);
        var (trained, evaluation) = (context.Inputs["model"].Digest, context.Inputs["evaluation"].Digest);
        var (features, dataset) = (context.Inputs["feature_set"].Digest, context.Inputs["dataset"].Digest);
        var version = await registry.RegisterAsync(
            new NewModelVersion(
                spec.Model, trained, evaluation, features, dataset, model.Onnx.Digest, model.RunId,
                context.IdempotencyKey.ToString(), context.PipelineRun.ToString()), ct);
        var artifact = new RegisteredVersion(
            1, spec.Model, version.Version, trained, evaluation, features, dataset, model.RunId, model.Onnx);
        return new StepResult(
            new Dictionary<string, ArtifactRef> { ["version"] = await context.StoreAsync(artifact, ct) },
            [], [new("version", $"{spec.Model} v{version.Version}")]);
    }
}
