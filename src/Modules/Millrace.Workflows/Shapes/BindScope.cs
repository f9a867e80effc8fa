using Millrace.Kernel.Problems;
using Millrace.Workflows.Reading;

namespace Millrace.Workflows.Shapes;

/// <summary>What a shape needs to bind nodes: variables, words, and where problems and places go.</summary>
/// <remarks>Binding never stops at a problem: what is wrong gives a placeholder and its path is marked broken, so that
/// later rules stay silent about it and every other problem is still found.</remarks>
internal sealed class BindScope(Substitution substitution, WorkflowVocabulary vocabulary, ProblemList problems)
{
    /// <summary>The words the modules know.</summary>
    public WorkflowVocabulary Vocabulary { get; } = vocabulary;

    /// <summary>Where everything stands.</summary>
    public FilePlaces Places { get; } = new();

    /// <summary>Reports a problem with the value at a path.</summary>
    public void Report(string path, Mark at, Problem problem)
    {
        Places.Break(path);
        problems.Add(problem, at);
    }

    /// <summary>The text of a scalar with variables filled in, or null (reported).</summary>
    public Filled? Text(Node node, string path, string expected)
    {
        if (node is not ScalarNode scalar)
        {
            Report(path, node.At, WorkflowProblems.WrongType(path, expected, node.Kind));
            return null;
        }

        if (scalar.IsNull)
        {
            Report(path, node.At, WorkflowProblems.MissingValue(path, expected));
            return null;
        }

        if (substitution.Fill(scalar) is { } filled)
        {
            return filled;
        }

        Places.Break(path);
        return null;
    }
}
