using System.Text.Json;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Homes;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Steps;
using Millrace.Pipelines.Contracts;

namespace Millrace.Server.Composition;

/// <summary>The structured log of an execution, one JSON object a line under the home's <c>logs</c>: every line carries the
/// execution's id, and the step's where there is one. Passes all calls on to another observer.</summary>
/// <param name="layout">The home.</param>
/// <param name="clock">For the lines' times.</param>
/// <param name="next">Who else is told.</param>
public sealed class RunLog(HomeLayout layout, TimeProvider clock, IPipelineObserver next) : IPipelineObserver, IDisposable
{
    private StreamWriter? file;
    private PipelineRunId execution;

    /// <inheritdoc/>
    public void PipelineStarted(PipelineRunId id, Plan plan)
    {
        execution = id;
        Directory.CreateDirectory(layout.Logs);
        file = new StreamWriter(Path.Combine(layout.Logs, $"{id}.ndjson")) { AutoFlush = true };
        Write(new { at = clock.GetUtcNow(), level = "info", pipelineRunId = id, what = "started", workflow = plan.Workflow, steps = plan.Steps.Count });
        next.PipelineStarted(id, plan);
    }

    /// <inheritdoc/>
    public void StepStarted(string stepId, string kind)
    {
        Write(new { at = clock.GetUtcNow(), level = "info", pipelineRunId = execution, stepId, kind, what = "started" });
        next.StepStarted(stepId, kind);
    }

    /// <inheritdoc/>
    public void StepProgress(string stepId, double? share, string words) => next.StepProgress(stepId, share, words);

    /// <inheritdoc/>
    public void StepEnded(StepOutcome step)
    {
        Write(new
        {
            at = clock.GetUtcNow(),
            level = step.Problems.Count > 0 ? "error" : "info",
            pipelineRunId = execution,
            stepId = step.Id,
            kind = step.Kind,
            what = step.Status,
            elapsedMs = step.ElapsedMs,
            peakMemoryBytes = step.PeakMemoryBytes,
            cacheKey = step.CacheKey,
            summary = step.Summary.ToDictionary(fact => fact.Key, fact => fact.Value),
            problems = step.Problems,
        });
        next.StepEnded(step);
    }

    /// <inheritdoc/>
    public void Dispose() => file?.Dispose();

    private void Write<T>(T line) => file?.WriteLine(JsonSerializer.Serialize(line, CanonicalJson.Options));
}
