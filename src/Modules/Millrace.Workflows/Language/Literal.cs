namespace Millrace.Workflows.Language;

/// <summary>A value whose type the data decides.</summary>
/// <param name="Text">As text.</param>
internal sealed record Literal(string Text);
