using Millrace.Kernel.Problems;

namespace Millrace.Serving.Batch;

internal static class BatchProblems
{
    public static Problem PartMissing(string part, IEnumerable<string> known) => new(
        "serving.part-missing", ProblemKind.Invalid,
        $"serving.batch names the part '{part}', which the split does not have. {DidYouMean.Hint(part, known)}",
        "Name a part of training.split.");
}
