namespace Millrace.Kernel.Problems;

/// <summary>A place in a file that a person wrote.</summary>
/// <param name="File">The path as the user gave it.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
public sealed record SourcePosition(string File, int Line, int Column)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}:{Line}:{Column}";
}
