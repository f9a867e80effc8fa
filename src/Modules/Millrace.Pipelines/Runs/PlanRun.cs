using Millrace.Kernel.Identity;
using Millrace.Kernel.Resources;
using Millrace.Kernel.Steps;
using Millrace.Pipelines.Contracts;
using Millrace.Pipelines.Plans;

namespace Millrace.Pipelines.Runs;

/// <summary>The live state of one execution: what is ready, what runs, what has ended. Used by one loop only.</summary>
internal sealed class PlanRun
{
    private readonly PipelineRunId id;
    private readonly PlanGraph graph;
    private readonly RunParts parts;
    private readonly IPipelineObserver observer;
    private readonly StepOutcome?[] ended;
    private readonly SortedSet<int> ready = [];
    private readonly int[] waitingFor;
    private readonly Dictionary<Task<StepOutcome>, (int Position, ResourceBudget Share)> running = [];
    private readonly MemoryShares memory;

    public PlanRun(PipelineRunId id, PlanGraph graph, RunParts parts, IPipelineObserver observer)
    {
        (this.id, this.graph, this.parts, this.observer) = (id, graph, parts, observer);
        memory = new MemoryShares(parts.Budget);
        ended = new StepOutcome?[graph.Steps.Count];
        waitingFor = [.. graph.Sources.Select(sources => sources.Count)];
        ready.UnionWith(Enumerable.Range(0, waitingFor.Length).Where(position => waitingFor[position] == 0));
    }

    /// <summary>Runs until all is done, or until a step ends the plan and those beside it have finished.</summary>
    public async Task<IReadOnlyList<StepOutcome>> RunAsync(CancellationToken ct)
    {
        var goesOn = true;
        while (true)
        {
            if (goesOn && !ct.IsCancellationRequested)
            {
                StartReady(ct);
            }

            if (running.Count == 0)
            {
                break;
            }

            var outcome = await TakeAsync(await Task.WhenAny(running.Keys).ConfigureAwait(false)).ConfigureAwait(false);
            goesOn &= outcome.Status is StepStatus.Succeeded or StepStatus.Cached;
        }

        return [.. ended.Select((outcome, position) =>
            outcome ?? StepOutcome.Idle(graph.Plan.Steps[position].Id, graph.Plan.Steps[position].Kind, StepStatus.Skipped))];
    }

    private void StartReady(CancellationToken ct)
    {
        for (var starting = Math.Min(ready.Count, parts.Options.MaxParallelSteps - running.Count); starting > 0; starting--)
        {
            var position = ready.Min;
            ready.Remove(position);
            var share = memory.Take(starting);
            var step = new StepRun(id, graph, position, InputsOf(position), share, parts, observer);

            // On the pool, because a step may compute for long before it first waits.
            running.Add(Task.Run(() => step.RunAsync(ct), CancellationToken.None), (position, share));
        }
    }

    private async Task<StepOutcome> TakeAsync(Task<StepOutcome> task)
    {
        var (position, share) = running[task];
        running.Remove(task);
        memory.GiveBack(share);
        var outcome = await task.ConfigureAwait(false);
        ended[position] = outcome;
        foreach (var next in Enumerable.Range(0, waitingFor.Length).Where(next => graph.Sources[next].Contains(position)))
        {
            if (--waitingFor[next] == 0)
            {
                ready.Add(next);
            }
        }

        return outcome;
    }

    private Dictionary<string, ArtifactRef> InputsOf(int position) => graph.Plan.Steps[position].Inputs.ToDictionary(
        input => input.Key,
        input => ended[graph.PositionOf(input.Value.Step)]!.Outputs[input.Value.Output]);
}
