using Millrace.Kernel.Identity;

namespace Millrace.Tracking.Contracts;

/// <summary>What differs between two runs; empty lists mean that nothing does.</summary>
/// <param name="Before">The run compared with.</param>
/// <param name="After">The run compared.</param>
/// <param name="Metrics">The latest values that differ, by key; NaN equals NaN.</param>
/// <param name="Params">Parameters that differ, by key.</param>
/// <param name="Data">What was read: input datasets, and the versions that a training recorded.</param>
/// <param name="Code">The source, its commit, and whether it had changes.</param>
/// <param name="Environment">What the worker said of itself.</param>
public sealed record RunDiff(
    RunId Before, RunId After, IReadOnlyList<DifferingMetric> Metrics, IReadOnlyList<DifferingFact> Params, IReadOnlyList<DifferingFact> Data,
    IReadOnlyList<DifferingFact> Code, IReadOnlyList<DifferingFact> Environment)
{
    /// <summary>Whether nothing differs.</summary>
    public bool IsSame => Metrics.Count + Params.Count + Data.Count + Code.Count + Environment.Count == 0;
}

/// <summary>A metric that differs.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Before">Null when it was not logged.</param>
/// <param name="After">Null when it was not logged.</param>
/// <param name="Change">After less before; null unless both are there.</param>
public sealed record DifferingMetric(string Key, double? Before, double? After, double? Change);

/// <summary>A fact that differs.</summary>
/// <param name="Key">What it is about.</param>
/// <param name="Before">Null when the run has none.</param>
/// <param name="After">Null when the run has none.</param>
public sealed record DifferingFact(string Key, string? Before, string? After);
