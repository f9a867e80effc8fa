using Millrace.Kernel.Problems;
using Millrace.Kernel.Verdicts;

namespace Millrace.Kernel.Steps;

/// <summary>What a step gave.</summary>
/// <param name="Outputs">Output name → artifact; exactly the names the step declared.</param>
/// <param name="Verdicts">What it decided; recorded with the run.</param>
/// <param name="Summary">A few facts for people, in order: "rows" → "3,000,000".</param>
/// <param name="Halt">Set when the plan must end here though the step did its work (a gate not passed); outputs are kept.</param>
public sealed record StepResult(
    IReadOnlyDictionary<string, ArtifactRef> Outputs,
    IReadOnlyList<Verdict> Verdicts,
    IReadOnlyList<KeyValuePair<string, string>> Summary,
    Problem? Halt = null)
{
    /// <summary>Memory peak of worker processes the step started, in bytes; 0 when it started none.</summary>
    public long WorkerPeakMemoryBytes { get; init; }
}
