using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Homes;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Resources;
using Millrace.Kernel.Steps;
using Millrace.Pipelines.Cache;
using Millrace.Pipelines.Contracts;
using Millrace.Pipelines.Plans;

namespace Millrace.Pipelines.Runs;

/// <summary>Does one step of an execution, or finds it done.</summary>
internal sealed class StepRun(
    PipelineRunId id, PlanGraph graph, int position, IReadOnlyDictionary<string, ArtifactRef> inputs, ResourceBudget budget, RunParts parts,
    IPipelineObserver observer)
{
    private readonly PlanStep planned = graph.Plan.Steps[position];
    private readonly IStep step = graph.Steps[position];
    private readonly DateTimeOffset startedAt = parts.Clock.GetUtcNow();
    private readonly long startedTimestamp = parts.Clock.GetTimestamp();
    private Digest key;

    /// <summary>Never fails: whatever happens is in the outcome.</summary>
    public async Task<StepOutcome> RunAsync(CancellationToken ct)
    {
        StepOutcome outcome;
        try
        {
            key = CacheKey.Of(graph.Plan.Workflow, planned, step, inputs);
            using var turn = await parts.InFlight.EnterAsync(key, ct).ConfigureAwait(false);
            outcome = await parts.Cache.FindAsync(key, ct).ConfigureAwait(false) is { } known
                ? await EndAsync(known, isFromCache: true).ConfigureAwait(false)
                : await DoAsync(ct).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            // The tables or the store failed, not the step: the end may not be recorded, but the caller must know it.
            outcome = Failed(failure, ct);
        }

        observer.StepEnded(outcome);
        return outcome;
    }

    private async Task<StepOutcome> DoAsync(CancellationToken ct)
    {
        await parts.Ledger.StepStartedAsync(id, position, key, startedAt, ct).ConfigureAwait(false);
        observer.StepStarted(planned.Id, planned.Kind);
        var scratch = Path.Combine(parts.Layout.Scratch, id.ToString(), planned.Id.Replace(':', '-'));
        try
        {
            Directory.CreateDirectory(scratch);
            var result = await step.RunAsync(Context(scratch), ct).ConfigureAwait(false);
            return !result.IsOk ? await EndAsync(Without(result.Problems, ct), null).ConfigureAwait(false)
                : Mistake(result.Value) is { } mistake ? await EndAsync(Without([mistake], ct), null).ConfigureAwait(false)
                : await EndAsync(result.Value, isFromCache: false).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            var outcome = Failed(failure, ct);
            var isBug = outcome.Problems.Count > 0 && outcome.Problems[0].Kind == ProblemKind.Bug;
            return await EndAsync(outcome, isBug ? failure.ToString() : null).ConfigureAwait(false);
        }
        finally
        {
            RemoveScratch(scratch);
        }
    }

    private StepContext Context(string scratch) => new()
    {
        PipelineRun = id,
        Workflow = graph.Plan.Workflow,
        StepId = planned.Id,
        IdempotencyKey = key,
        Parameters = planned.Parameters,
        Inputs = inputs,
        Blobs = parts.Blobs,
        Scratch = scratch,
        Budget = budget,
        Progress = (share, words) => observer.StepProgress(planned.Id, share, words),
    };

    private async Task<StepOutcome> EndAsync(StepResult result, bool isFromCache)
    {
        var outcome = new StepOutcome(
            planned.Id, planned.Kind,
            result.Halt is not null ? StepStatus.Halted : isFromCache ? StepStatus.Cached : StepStatus.Succeeded,
            isFromCache, startedAt, ElapsedMs, key, result.Outputs, result.Verdicts, result.Summary,
            isFromCache ? 0 : Math.Max(PeakMemory.CurrentProcessBytes(), result.WorkerPeakMemoryBytes),
            result.Halt is null ? [] : [result.Halt]);
        await parts.Ledger.StepEndedAsync(id, position, outcome, isFromCache ? null : result, null).ConfigureAwait(false);
        return outcome;
    }

    private async Task<StepOutcome> EndAsync(StepOutcome outcome, string? stack)
    {
        await parts.Ledger.StepEndedAsync(id, position, outcome, null, stack).ConfigureAwait(false);
        return outcome;
    }

    private StepOutcome Failed(Exception failure, CancellationToken ct) =>
        Without(failure is OperationCanceledException && ct.IsCancellationRequested ? [] : StepFailure.Of(planned, failure), ct);

    // A step that was asked to stop may say so with an exception or with a problem of its own.
    private StepOutcome Without(IReadOnlyList<Problem> problems, CancellationToken ct)
    {
        var isCancelled = ct.IsCancellationRequested && (problems.Count == 0 || problems[0].Kind == ProblemKind.Cancelled);
        return StepOutcome.Idle(planned.Id, planned.Kind, isCancelled ? StepStatus.Cancelled : StepStatus.Failed) with
        {
            StartedAt = startedAt,
            ElapsedMs = ElapsedMs,
            CacheKey = key == default ? null : key,
            PeakMemoryBytes = PeakMemory.CurrentProcessBytes(),
            Problems = isCancelled ? [PipelinesProblems.Cancelled()] : problems,
        };
    }

    private Problem? Mistake(StepResult result)
    {
        var given = result.Outputs.ToDictionary(output => output.Key, output => output.Value.Type);
        return given.Count == step.Outputs.Count && step.Outputs.All(declared => given.GetValueOrDefault(declared.Key) == declared.Value)
            ? null
            : PipelinesProblems.OutputsWrong(
                planned, $"declared the outputs [{Words(step.Outputs)}] but gave [{Words(given)}]");
    }

    private static string Words(IReadOnlyDictionary<string, string> outputs) =>
        string.Join(", ", outputs.OrderBy(o => o.Key, StringComparer.Ordinal).Select(output => $"{output.Key}: {output.Value}"));

    private double ElapsedMs => parts.Clock.GetElapsedTime(startedTimestamp).TotalMilliseconds;

    private static void RemoveScratch(string scratch)
    {
        try
        {
            Directory.Delete(scratch, recursive: true);
        }
        catch (Exception left) when (left is IOException or UnauthorizedAccessException)
        {
            // The next owner of the home empties the scratch anyway.
        }
    }
}
