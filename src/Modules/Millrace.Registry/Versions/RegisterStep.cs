using Millrace.Data.Contracts;
using Millrace.Features.Contracts;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Steps;
using Millrace.Registry.Contracts;
using Millrace.Training.Contracts;

namespace Millrace.Registry.Versions;

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
                context.IdempotencyKey.ToString(), context.PipelineRun.ToString())
            {
                Workflow = context.Workflow,
                ApprovalsNeeded = spec.ProductionApprovals ?? 0,
                Change = await ChangeAsync(context.Blobs, spec.Model, model, features, ct),
            },
            ct);
        var artifact = new RegisteredVersion(
            1, spec.Model, version.Version, trained, evaluation, features, dataset, model.RunId, model.Onnx);
        return new StepResult(
            new Dictionary<string, ArtifactRef> { ["version"] = await context.StoreAsync(artifact, ct) },
            [], [new("version", $"{spec.Model} v{version.Version}")]);
    }

    // Against the workflow's newest version; one whose document is gone says nothing about what changed.
    private async Task<VersionChange?> ChangeAsync(IBlobStore blobs, string name, TrainedModel model, Digest features, CancellationToken ct)
    {
        var versions = await registry.ListVersionsAsync(name, ct);
        var before = versions.IsOk ? versions.Value.FirstOrDefault(version => version.IsGuarded) : null;
        if (before is null || !await blobs.ExistsAsync(before.TrainedModel!.Value, ct))
        {
            return null;
        }

        var old = await blobs.GetJsonAsync<TrainedModel>(before.TrainedModel.Value, ct);
        return !SameSignature(old.Signature, model.Signature) ? VersionChange.Major
            : before.FeatureSet != features ? VersionChange.Minor
            : VersionChange.Patch;
    }

    private static bool SameSignature(ModelSignature a, ModelSignature b) => Digest.OfJson(a) == Digest.OfJson(b);
}
