using System.Globalization;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Identity;

namespace Millrace.Training.Runs;

/// <summary>Which tracking runs belong to one training: always the same for the same work.</summary>
internal static class RunIds
{
    /// <summary>The parent: one for each pipeline run that trains.</summary>
    public static RunId Parent(Digest idempotencyKey) => RunId.FromKey($"training/{idempotencyKey}");

    /// <summary>The candidate.</summary>
    public static RunId Candidate(Digest idempotencyKey) => RunId.FromKey($"training/{idempotencyKey}/candidate");

    /// <summary>A baseline of a candidate.</summary>
    public static RunId Baseline(RunId candidate, string name) => RunId.FromKey($"training/{candidate}/baseline/{name}");

    /// <summary>A trial of a candidate's search.</summary>
    public static RunId Trial(RunId candidate, int trial) =>
        RunId.FromKey(string.Create(CultureInfo.InvariantCulture, $"training/{candidate}/trial/{trial}"));
}
