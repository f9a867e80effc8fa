using Millrace.Kernel.Problems;
using Millrace.Kernel.Steps;
using Millrace.Registry.Contracts;

namespace Millrace.Registry.Promotion;

/// <summary>Moves a gated version on by the workflow's rule, or stops when people must approve first.</summary>
internal sealed class PromoteStep(IModelRegistry registry) : IStep
{
    public string Kind => "registry.promote";

    public int CodeVersion => 1;

    public IReadOnlyDictionary<string, string> Inputs { get; } = new Dictionary<string, string>
    {
        ["version"] = RegisteredVersion.ArtifactType,
    };

    public IReadOnlyDictionary<string, string> Outputs { get; } = new Dictionary<string, string>
    {
        ["promoted"] = RegisteredVersion.ArtifactType,
    };

    public async Task<Outcome<StepResult>> RunAsync(StepContext context, CancellationToken ct)
    {
        var spec = context.Read<PromoteSpec>();
        var version = await context.InputAsync<RegisteredVersion>("version", ct);
        var outputs = new Dictionary<string, ArtifactRef> { ["promoted"] = context.Inputs["version"] };
        var current = await registry.GetAsync(version.Model, version.Version, ct);
        if (!current.IsOk)
        {
            return current.As<StepResult>();
        }

        if (spec.ApprovalsNeeded > 0 && current.Value.Stage != spec.To)
        {
            return new StepResult(outputs, [], [new("stage", $"{current.Value.Stage}, waits for approval")],
                RegistryProblems.ApprovalsNeeded(version.Model, version.Version, spec.To, spec.ApprovalsNeeded));
        }

        var moved = await registry.MoveAsync(
            new StageMove(
                version.Model, version.Version, spec.To, $"policy:{context.Workflow}", "The workflow promotes what passed its gates.",
                [version.Evaluation], context.PipelineRun.ToString()), ct);
        return moved.Map(_ => new StepResult(outputs, [], [new("stage", spec.To.ToString())]));
    }
}
