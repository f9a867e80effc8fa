using Millrace.Kernel.Digests;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;

namespace Millrace.Training.Reproduction;

/// <summary>Why a run cannot be trained again.</summary>
internal static class ReproductionProblems
{
    public static Problem NoCandidate(RunId run, string name) => new(
        "training.run-not-reproducible", ProblemKind.Invalid, $"The run {run} ('{name}') holds no trained model.",
        "Name a finished run called 'candidate'; list them with: millrace runs list");

    public static Problem InputMissing(RunId run, Digest digest) => new(
        "training.reproduction-input-missing", ProblemKind.NotFound, $"The run {run} was trained on {digest.Short}, which is no longer stored.",
        "Run its workflow again: millrace run workflow.yaml");
}
