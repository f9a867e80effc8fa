namespace Millrace.Kernel.Problems;

/// <summary>An expected failure: what happened, with the values, and what to do about it.</summary>
/// <param name="Code">Stable name, <c>area.kebab-name</c>; each has a page in <c>docs/problems/</c>.</param>
/// <param name="Kind">Decides the HTTP status and the exit code.</param>
/// <param name="What">One sentence with the offending values.</param>
/// <param name="Fix">A command or an action; null when there is none to give.</param>
/// <param name="At">Where in the user's file it is; null when it is not about a file.</param>
public sealed record Problem(
    string Code, ProblemKind Kind, string What, string? Fix = null, SourcePosition? At = null)
{
    /// <summary>The same problem, placed in the user's file.</summary>
    public Problem WithPosition(SourcePosition at) => this with { At = at };

    /// <inheritdoc/>
    public override string ToString()
    {
        var place = At is null ? "" : $"{At}: ";
        var fix = Fix is null ? "" : $" {Fix}";
        return $"{place}{Code}: {What}{fix}";
    }
}
