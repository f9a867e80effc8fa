using Millrace.Workflows.Language;
using Millrace.Workflows.Rules;
using Millrace.Workflows.Shapes;

namespace Millrace.Workflows.Reading;

/// <summary>From text to the typed file with every problem found on the way.</summary>
internal static class WorkflowReader
{
    /// <summary>Reads a file with the <c>.env</c> beside it.</summary>
    public static ReadFile Read(string path, IReadOnlyDictionary<string, string> environment)
    {
        var problems = new ProblemList(path);
        var text = FileText.Read(path);
        if (!text.IsOk)
        {
            problems.Add(text.Problem.At is null ? text.Problem.WithPosition(problems.Position(new Mark(1, 1))) : text.Problem);
            return new ReadFile(null, problems);
        }

        var folder = Path.GetDirectoryName(path) is { Length: > 0 } given ? given : ".";
        return Read(text.Value, Variables.Load(environment, folder, problems), problems);
    }

    /// <summary>Reads a text.</summary>
    public static ReadFile Read(string text, Variables variables, ProblemList problems)
    {
        var scope = new BindScope(new Substitution(variables, problems), ModuleWords.Vocabulary, problems);
        if (TreeReader.Read(text, problems) is not { } root)
        {
            return new ReadFile(null, problems);
        }

        if (root is ScalarNode { IsNull: true })
        {
            problems.Add(WorkflowProblems.FileEmpty(), new Mark(1, 1));
            return new ReadFile(null, problems);
        }

        if (root is not MappingNode)
        {
            problems.Add(WorkflowProblems.NotYaml($"The file must be a block of keys, but is {root.Kind}."), root.At);
            return new ReadFile(null, problems);
        }

        var file = (WorkflowFile)ShapeOf.Record(typeof(WorkflowFile)).Bind(scope, root, "")!;
        var rules = new RuleScope(file, scope.Places, problems);
        AllRules.Check(rules);
        return new ReadFile(rules, problems);
    }
}

/// <summary>A file as far as it could be read.</summary>
/// <param name="Scope">The typed file with its places; placeholders stand where they are broken. Null when there is nothing to read.</param>
/// <param name="Problems">Everything that is wrong.</param>
internal sealed record ReadFile(RuleScope? Scope, ProblemList Problems)
{
    /// <summary>The typed file.</summary>
    public WorkflowFile? File => Scope?.File;
}
