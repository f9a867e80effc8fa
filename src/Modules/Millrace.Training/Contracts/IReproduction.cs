using Millrace.Kernel.Digests;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;

namespace Millrace.Training.Contracts;

/// <summary>Trains a recorded run again and compares.</summary>
public interface IReproduction
{
    /// <summary>Trains on the same rows with the same definition, seed and number of threads. The original stays as it is, and
    /// nothing new is recorded.</summary>
    /// <param name="run">The run of a candidate.</param>
    /// <param name="progress">Told how far it is: a share in [0, 1] or null, and a few words.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The comparison; a problem when the run is no candidate or its inputs are gone.</returns>
    Task<Outcome<ReproductionReport>> ReproduceAsync(RunId run, Action<double?, string> progress, CancellationToken ct);
}

/// <summary>A trained run beside the same training done again.</summary>
/// <param name="Run">The original.</param>
/// <param name="Files">What both made, byte by byte.</param>
/// <param name="Metrics">Metrics of the best round, and the decision thresholds.</param>
/// <param name="Environment">What differs around them: versions, system; empty when nothing does.</param>
/// <param name="PeakMemoryBytes">Of the worker that trained again.</param>
public sealed record ReproductionReport(
    RunId Run, IReadOnlyList<ReproducedFile> Files, IReadOnlyList<ReproducedMetric> Metrics,
    IReadOnlyList<EnvironmentDifference> Environment, long PeakMemoryBytes)
{
    /// <summary>Whether every file has the same bytes and every metric the same value.</summary>
    public bool IsIdentical => Files.All(file => file.IsSame) && Metrics.All(metric => metric.IsSame);
}

/// <summary>A file that both trainings made.</summary>
/// <param name="Name">E.g. <c>booster</c>, <c>baseline logistic</c>.</param>
/// <param name="Original">Digest of the original; null when it had none.</param>
/// <param name="Reproduced">Digest of the new one; null when it has none.</param>
public sealed record ReproducedFile(string Name, Digest? Original, Digest? Reproduced)
{
    /// <summary>Whether the bytes are the same.</summary>
    public bool IsSame => Original == Reproduced;
}

/// <summary>A number that both trainings gave.</summary>
/// <param name="Name">E.g. <c>validation.roc_auc</c>.</param>
/// <param name="Original">NaN when it had none.</param>
/// <param name="Reproduced">NaN when it has none.</param>
public sealed record ReproducedMetric(string Name, double Original, double Reproduced)
{
    /// <summary>Whether the values are the same to the last bit.</summary>
    public bool IsSame => Original.Equals(Reproduced);
}

/// <summary>Something around a training that is not as it was.</summary>
/// <param name="Name">E.g. <c>xgboost</c>.</param>
/// <param name="Original">Then; empty when it was not recorded.</param>
/// <param name="Now">Now; empty when it is not known.</param>
public sealed record EnvironmentDifference(string Name, string Original, string Now);
