using Millrace.Kernel.Problems;

namespace Millrace.Workflows;

/// <content>Values that fit their shape but not each other, or not the data.</content>
internal static partial class WorkflowProblems
{
    public static Problem UnknownReference(string path, string kind, string got, IEnumerable<string> known) => new(
        UnknownReferenceCode, ProblemKind.Invalid, $"'{path}' names the {kind} '{got}', which does not exist.", DidYouMean.Hint(got, known));

    public static Problem DuplicateName(string name, string kind, string other) => new(
        DuplicateNameCode, ProblemKind.Invalid, $"The {kind} '{name}' exists already: {other}.", "Give it another name.");

    public static Problem Contradiction(string what, string? fix = null) => new(ContradictionCode, ProblemKind.Invalid, what, fix);

    public static Problem OutOfBounds(string what, string? fix = null) => new(OutOfRangeCode, ProblemKind.Invalid, what, fix);

    public static Problem FutureLeak(string what, string fix) => new(FutureLeakCode, ProblemKind.Invalid, what, fix);
}
