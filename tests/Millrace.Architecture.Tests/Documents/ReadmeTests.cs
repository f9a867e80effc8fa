using System.Text.RegularExpressions;
using Millrace.Architecture.Tests.Repository;

namespace Millrace.Architecture.Tests.Documents;

public sealed partial class ReadmeTests
{
    private const int MostLines = 25;

    [Fact]
    public void Every_project_that_has_code_states_its_rules()
    {
        var silent = SourceProject.All
            .Where(project => SourceTree.Sources(project.Folder).Any() && !HasRules(project.Folder + "README.md"))
            .Select(project => project.Folder);
        Report.MustBeEmpty(silent, $"A README.md of at most {MostLines} lines with the rules that must always hold, as a list");
    }

    private static bool HasRules(string readme) =>
        SourceTree.Files.Contains(readme)
        && SourceTree.Read(readme) is var text
        && text.Split('\n').Length <= MostLines
        && Rule().Count(text) >= 2;

    [GeneratedRegex(@"^(-|\d+\.) ", RegexOptions.Multiline)]
    private static partial Regex Rule();
}
