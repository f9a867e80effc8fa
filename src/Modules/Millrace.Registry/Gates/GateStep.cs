using Millrace.Kernel.Problems;
using Millrace.Kernel.Steps;
using Millrace.Kernel.Verdicts;
using Millrace.Registry.Contracts;
using Millrace.Training.Contracts;

namespace Millrace.Registry.Gates;

/// <summary>Evaluates the gates; only pass moves the version to Staging, by the actor <c>policy:workflow</c>.</summary>
internal sealed class GateStep(IModelRegistry registry, TimeProvider clock) : IStep
{
    public string Kind => "registry.gate";

    public int CodeVersion => 1;

    public IReadOnlyDictionary<string, string> Inputs { get; } = new Dictionary<string, string>
    {
        ["version"] = RegisteredVersion.ArtifactType,
        ["evaluation"] = EvaluationReport.ArtifactType,
    };

    public IReadOnlyDictionary<string, string> Outputs { get; } = new Dictionary<string, string>
    {
        ["gated"] = RegisteredVersion.ArtifactType,
    };

    public async Task<Outcome<StepResult>> RunAsync(StepContext context, CancellationToken ct)
    {
        var spec = context.Read<GatesSpec>();
        var candidate = await context.InputAsync<RegisteredVersion>("version", ct);
        var report = await context.InputAsync<EvaluationReport>("evaluation", ct);
        var verdicts = new GateRules(spec, report, context.Inputs["evaluation"].Digest, clock.GetUtcNow()).Evaluate();
        var decision = Verdict.Worst(verdicts.Select(verdict => verdict.Decision));
        var outputs = new Dictionary<string, ArtifactRef> { ["gated"] = context.Inputs["version"] };
        KeyValuePair<string, string>[] summary =
        [
            new("gates", $"{verdicts.Count(v => v.Decision == Decision.Pass)} of {verdicts.Count} pass"),
        ];
        var judged = await registry.JudgeAsync(
            new GateJudgement(
                candidate.Model, candidate.Version, decision, $"policy:{context.Workflow}", $"Gates: {summary[0].Value}.",
                [context.Inputs["evaluation"].Digest], context.PipelineRun.ToString()), ct);
        if (!judged.IsOk)
        {
            return judged.As<StepResult>();
        }

        if (decision != Decision.Pass)
        {
            var reasons = verdicts.Where(verdict => verdict.Decision != Decision.Pass)
                .Select(verdict => $"{verdict.Clause} is {verdict.Decision}: {verdict.Reason}");
            return new StepResult(outputs, verdicts, summary, RegistryProblems.GatesNotPassed(candidate.Model, candidate.Version, reasons));
        }

        var moved = await registry.MoveAsync(
            new StageMove(
                candidate.Model, candidate.Version, Stage.Staging, $"policy:{context.Workflow}",
                $"All {verdicts.Count} gate verdicts pass.", [context.Inputs["evaluation"].Digest], context.PipelineRun.ToString()), ct);
        return moved.Map(_ => new StepResult(outputs, verdicts, [.. summary, new("stage", "Staging")]));
    }
}
