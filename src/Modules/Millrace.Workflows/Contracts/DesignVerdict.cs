using Millrace.Kernel.Problems;
using Millrace.Kernel.Verdicts;

namespace Millrace.Workflows.Contracts;

/// <summary>One of the ten judgements of a workflow's design.</summary>
/// <param name="Number">From 1 to 10.</param>
/// <param name="Title">What is asked, as a statement that should hold.</param>
/// <param name="Verdict">What was decided, clause <c>design.*</c>; its reason is one sentence.</param>
/// <param name="Evidence">What it rests on, a line each: values of the file, computed ones, measured ones.</param>
/// <param name="Fix">What to do, often the lines to add; null when it passes.</param>
/// <param name="At">Where in the file; null when the section is missing.</param>
public sealed record DesignVerdict(
    int Number, string Title, Verdict Verdict, IReadOnlyList<string> Evidence, string? Fix, SourcePosition? At)
{
    /// <summary>Pass, fail, inconclusive or not evaluated.</summary>
    public Decision Decision => Verdict.Decision;
}
