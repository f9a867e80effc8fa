using Millrace.Kernel.Blobs;
using Millrace.Kernel.Events;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Jobs;
using Millrace.Kernel.Resources;
using Millrace.Kernel.Steps;
using Millrace.Kernel.Tables;
using Millrace.Tracking.Contracts;
using Millrace.Training.Boosting;
using Millrace.Training.Contracts;
using Millrace.Training.Evaluation;
using Millrace.Training.Reproduction;
using Millrace.Training.Runs;
using Millrace.Training.Splits;

namespace Millrace.Training;

/// <summary>The one registration point of training.</summary>
public static class TrainingSetup
{
    /// <summary>Its tables.</summary>
    public static ModuleSchema Schema => TrainingSchema.Schema;

    /// <summary>Its steps.</summary>
    /// <param name="jobs">Runs trainings in processes of their own; their workers need <see cref="JobHandlers"/>.</param>
    /// <param name="tracking">Where runs are recorded.</param>
    /// <param name="tables">Where the state of trainings is recorded, with its events.</param>
    /// <param name="outbox">Writes the events.</param>
    /// <param name="tenant">Whose trainings they are.</param>
    /// <param name="clock">For timestamps.</param>
    /// <param name="sourceFolder">A folder of the repository whose commit is recorded; null for the current one.</param>
    public static IReadOnlyList<IStep> Steps(
        IJobs jobs, ITracking tracking, ITables tables, IOutbox outbox, ITenantAccessor tenant, TimeProvider clock, string? sourceFolder = null) =>
    [
        new SplitStep(),
        new TrainStep(jobs, tracking, new TrainingLedger(tables, outbox, tenant, clock), sourceFolder ?? Environment.CurrentDirectory, clock),
        new EvaluateStep(tracking, clock),
    ];

    /// <summary>Trains recorded runs again.</summary>
    /// <param name="jobs">As for the steps.</param>
    /// <param name="tracking">Where runs are recorded.</param>
    /// <param name="blobs">Where their inputs lie.</param>
    /// <param name="budget">What a training may use; its number of threads is the original's.</param>
    /// <param name="clock">For keys that were never used.</param>
    public static IReproduction Reproduction(IJobs jobs, ITracking tracking, IBlobStore blobs, ResourceBudget budget, TimeProvider clock) =>
        new ReproduceRun(jobs, tracking, blobs, budget, clock);

    /// <summary>What a worker process must be able to do.</summary>
    public static IReadOnlyList<IJobHandler> JobHandlers() => [new TrainingJob()];
}
