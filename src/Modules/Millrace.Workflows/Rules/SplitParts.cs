namespace Millrace.Workflows.Rules;

/// <summary>The parts of the split that may be referred to.</summary>
internal static class SplitParts
{
    /// <summary>Those that the file writes.</summary>
    public static KnownNames Of(RuleScope scope) => scope.Known("training.split", scope.File.Training.Split.Parts);
}
