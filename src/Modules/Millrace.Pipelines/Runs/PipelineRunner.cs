using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Steps;
using Millrace.Pipelines.Contracts;
using Millrace.Pipelines.Plans;

namespace Millrace.Pipelines.Runs;

internal sealed class PipelineRunner(StepCatalog catalog, RunParts parts) : IPipelineRunner
{
    public IReadOnlyList<Problem> Check(Plan plan) => PlanCheck.Run(plan, catalog).Problems;

    public async Task<Outcome<PipelineOutcome>> RunAsync(Plan plan, IPipelineObserver? observer, CancellationToken ct)
    {
        var graph = PlanCheck.Run(plan, catalog);
        if (!graph.IsOk)
        {
            return graph.As<PipelineOutcome>();
        }

        try
        {
            return await RunAsync(graph.Value, new SerialObserver(observer), ct).ConfigureAwait(false);
        }
        catch (ProblemException unrecorded)
        {
            return Outcome<PipelineOutcome>.Failed(unrecorded.Problems);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return PipelinesProblems.Cancelled();
        }
    }

    public Task<int> MarkInterruptedAsync(CancellationToken ct) => parts.Ledger.MarkInterruptedAsync(ct);

    private async Task<PipelineOutcome> RunAsync(PlanGraph graph, SerialObserver observer, CancellationToken ct)
    {
        var plan = graph.Plan;
        var id = PipelineRunId.New(parts.Clock);
        var startedAt = parts.Clock.GetUtcNow();
        var startedTimestamp = parts.Clock.GetTimestamp();
        await parts.Ledger.BeginAsync(id, plan, startedAt, ct).ConfigureAwait(false);
        observer.PipelineStarted(id, plan);
        var steps = await new PlanRun(id, graph, parts, observer).RunAsync(ct).ConfigureAwait(false);
        var (status, problems) = Sum(steps);
        var elapsedMs = parts.Clock.GetElapsedTime(startedTimestamp).TotalMilliseconds;
        RemoveScratch(id);
        return await RecordedAsync(
            plan, new PipelineOutcome(id, plan.Workflow, plan.Project, status, problems, startedAt, elapsedMs, steps)).ConfigureAwait(false);
    }

    // The first in the plan's order that did not go well decides; a failure is worse news than a gate.
    private static (PipelineStatus Status, IReadOnlyList<Problem> Problems) Sum(IReadOnlyList<StepOutcome> steps)
    {
        foreach (var (of, status) in new[]
        {
            (StepStatus.Failed, PipelineStatus.Failed),
            (StepStatus.Halted, PipelineStatus.Halted),
            (StepStatus.Cancelled, PipelineStatus.Cancelled),
        })
        {
            if (steps.Where(step => step.Status == of).ToList() is { Count: > 0 } those)
            {
                return (status, [.. those.SelectMany(step => step.Problems)]);
            }
        }

        return steps.Any(step => step.Status == StepStatus.Skipped)
            ? (PipelineStatus.Cancelled, [PipelinesProblems.Cancelled()])
            : (PipelineStatus.Succeeded, []);
    }

    private async Task<PipelineOutcome> RecordedAsync(Plan plan, PipelineOutcome outcome)
    {
        try
        {
            await parts.Ledger.EndAsync(plan, outcome).ConfigureAwait(false);
            return outcome;
        }
        catch (ProblemException unrecorded)
        {
            return outcome with { Status = PipelineStatus.Failed, Problems = [.. outcome.Problems, .. unrecorded.Problems] };
        }
    }

    private void RemoveScratch(PipelineRunId id)
    {
        var folder = Path.Combine(parts.Layout.Scratch, id.ToString());
        if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
        }
    }
}
