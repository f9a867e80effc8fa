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
        var moved = await registry.MoveAsync(
            new StageMove(
                version.Model, version.Version, spec.To, $"policy:{context.Workflow}", "The workflow promotes what passed its gates.",
                [version.Evaluation], context.PipelineRun.ToString())
            {
                ApprovalsNeeded = spec.ApprovalsNeeded,
            },
            ct);
        if (moved.IsOk)
        {
            return new StepResult(outputs, [], [new("stage", spec.To.ToString())]);
        }

        return moved.Problems is [{ Kind: ProblemKind.GateNotPassed } waits]
            ? new StepResult(outputs, [], [new("stage", "not promoted")], waits)
            : moved.As<StepResult>();
    }
}
