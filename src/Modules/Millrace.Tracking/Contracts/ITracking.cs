using Millrace.Kernel.Blobs;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;

namespace Millrace.Tracking.Contracts;

/// <summary>Experiments and runs of the tenant at hand. Thread safe; what returns without a problem is durable.</summary>
/// <remarks>Every method that is given a run that does not exist returns <c>tracking.run-not-found</c>. Limits are MLflow's: keys 250
/// characters, parameter values 6000, tag values 8000; all that break a limit are told at once.</remarks>
public interface ITracking
{
    /// <summary>The experiment of this name, made when it is not there.</summary>
    Task<Outcome<ExperimentId>> GetOrCreateExperimentAsync(string name, CancellationToken ct);

    /// <summary>All experiments, by id.</summary>
    Task<IReadOnlyList<ExperimentView>> ListExperimentsAsync(CancellationToken ct);

    /// <summary>Begins a run. A run with this id that exists already begins again: it is running, and what it has is kept.</summary>
    Task<Outcome<Done>> CreateRunAsync(NewRun run, CancellationToken ct);

    /// <summary>Logs metrics, parameters and tags, all or nothing.</summary>
    Task<Outcome<Done>> LogBatchAsync(RunId run, RunBatch batch, CancellationToken ct);

    /// <summary>Sets one tag.</summary>
    Task<Outcome<Done>> SetTagAsync(RunId run, string key, string value, CancellationToken ct);

    /// <summary>Ends a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="status">Not <see cref="RunStatus.Running"/>.</param>
    /// <param name="ct">Stops it.</param>
    Task<Outcome<Done>> EndRunAsync(RunId run, RunStatus status, CancellationToken ct);

    /// <summary>Gives a stored blob a path among the run's files; the same path again replaces it.</summary>
    Task<Outcome<Done>> LogArtifactAsync(RunId run, string path, BlobRef blob, CancellationToken ct);

    /// <summary>Records data that the run read; the same again is no error.</summary>
    Task<Outcome<Done>> LogInputAsync(RunId run, RunDataset dataset, CancellationToken ct);

    /// <summary>One run with its artifacts and inputs.</summary>
    Task<Outcome<RunView>> GetAsync(RunId run, CancellationToken ct);

    /// <summary>The runs that fit.</summary>
    Task<Outcome<IReadOnlyList<RunView>>> SearchAsync(RunQuery query, CancellationToken ct);

    /// <summary>Runs side by side.</summary>
    Task<Outcome<RunComparison>> CompareAsync(IReadOnlyList<RunId> runs, CancellationToken ct);

    /// <summary>What differs between two runs.</summary>
    Task<Outcome<RunDiff>> DiffAsync(RunId before, RunId after, CancellationToken ct);

    /// <summary>Every value of a metric, by step, then timestamp; empty when it was never logged.</summary>
    Task<Outcome<IReadOnlyList<MetricPoint>>> MetricHistoryAsync(RunId run, string key, CancellationToken ct);
}
