using Millrace.Features.Contracts;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Steps;
using Millrace.Registry.Contracts;
using Millrace.Serving.Contracts;
using Millrace.Training.Contracts;

namespace Millrace.Serving.Deployments;

/// <summary>Points the workflow's endpoint at a promoted version with its feature definitions and online snapshot.</summary>
internal sealed class DeployStep(IEndpointCatalog endpoints) : IStep
{
    public string Kind => "serving.deploy";

    public int CodeVersion => 1;

    public IReadOnlyDictionary<string, string> Inputs { get; } = new Dictionary<string, string>
    {
        ["version"] = RegisteredVersion.ArtifactType,
        ["online"] = OnlineSnapshot.ArtifactType,
        ["feature_set"] = FeatureSet.ArtifactType,
        ["model"] = TrainedModel.ArtifactType,
    };

    public IReadOnlyDictionary<string, string> Outputs { get; } = new Dictionary<string, string>
    {
        ["deployment"] = Deployment.ArtifactType,
    };

    public async Task<Outcome<StepResult>> RunAsync(StepContext context, CancellationToken ct)
    {
        var spec = context.Read<DeploySpec>();
        var version = await context.InputAsync<RegisteredVersion>("version", ct);
        var deployment = new Deployment(
            1, spec.Endpoint, version.Model, version.Version, version.TrainedModel, context.Inputs["feature_set"].Digest,
            context.Inputs["online"].Digest, version.Onnx, spec);
        var stored = await context.StoreAsync(deployment, ct);
        await endpoints.DeployAsync(
            stored.Digest, deployment, $"policy:{context.Workflow}", context.IdempotencyKey.ToString(), context.PipelineRun.ToString(), ct);
        return new StepResult(
            new Dictionary<string, ArtifactRef> { ["deployment"] = stored }, [],
            [new("endpoint", $"/endpoints/{spec.Endpoint}/predict"), new("model", $"{version.Model} v{version.Version}")]);
    }
}
