using Millrace.Kernel.Problems;
using Millrace.Kernel.Steps;

namespace Millrace.Pipelines.Contracts;

/// <summary>Runs plans. Thread safe.</summary>
public interface IPipelineRunner
{
    /// <summary>Every problem of a plan; empty when it can run.</summary>
    IReadOnlyList<Problem> Check(Plan plan);

    /// <summary>Runs what is not done yet. Work whose key is recorded and whose blobs all exist is not done again, so running
    /// a plan after a kill goes on where it stopped.</summary>
    /// <param name="plan">What to do.</param>
    /// <param name="observer">Is told what happens; null for nobody.</param>
    /// <param name="ct">Stops it; finished steps are kept.</param>
    /// <returns>How it ended, also when a step failed. Problems only when nothing began: everything that is wrong with the plan, or
    /// tables that cannot be written.</returns>
    Task<Outcome<PipelineOutcome>> RunAsync(Plan plan, IPipelineObserver? observer, CancellationToken ct);

    /// <summary>Marks what a dead process left running as interrupted. The host calls it once, when it has opened the home.</summary>
    /// <returns>How many executions were marked.</returns>
    Task<int> MarkInterruptedAsync(CancellationToken ct);
}

/// <summary>Watches an execution. Calls come from several threads, one at a time; they must be quick and must not throw.</summary>
public interface IPipelineObserver
{
    /// <summary>The execution is recorded and begins.</summary>
    void PipelineStarted(Kernel.Identity.PipelineRunId id, Plan plan);

    /// <summary>A step begins its work; a cached step is only told as ended.</summary>
    void StepStarted(string stepId, string kind);

    /// <summary>How far a step is: a share in [0, 1] or null, and a few words.</summary>
    void StepProgress(string stepId, double? share, string words);

    /// <summary>A step has ended and is recorded.</summary>
    void StepEnded(StepOutcome step);
}
