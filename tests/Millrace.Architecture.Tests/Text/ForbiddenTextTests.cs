using System.Text.RegularExpressions;
using Millrace.Architecture.Tests.Repository;

namespace Millrace.Architecture.Tests.Text;

public sealed partial class ForbiddenTextTests
{
    private static readonly string[] Texts = [".cs", ".csproj", ".props", ".targets", ".slnx", ".md", ".json", ".yaml", ".yml", ".sh", ".txt", ".js", ".css", ".html", ".py", ".csv", ".proto", ""];

    // The patterns are broken up so that this file does not offend itself.
    [Fact]
    public void No_file_names_a_folder_of_one_machine_or_a_package_registry() =>
        Report.MustBeEmpty(Offending(MachineText()), "Such a name is true on one machine only; let the tools' own configuration say it");

    [Fact]
    public void Nothing_is_left_to_do() => Report.MustBeEmpty(Offending(Promise()), "Do it, or say in an ADR why not");

    private static IEnumerable<string> Offending(Regex pattern) => SourceTree.Files
        .Where(file => Texts.Contains(Path.GetExtension(file)) && file != "LICENSE")
        .SelectMany(file => File.ReadLines(SourceTree.Absolute(file))
            .Select((line, index) => (line, number: index + 1))
            .Where(line => pattern.IsMatch(line.line))
            .Select(line => $"{file}:{line.number}: {pattern.Match(line.line).Value}"));

    [GeneratedRegex(@"(?<![\w.}/])/wo[r]k/|/tm[p]/team|registry\.npm[j]s\.org|api\.nug[e]t\.org|/ho[m]e/\w+/|/ro[o]t/")]
    private static partial Regex MachineText();

    [GeneratedRegex(@"\b(TO[D]O|FIX[M]E|HA[C]K|XX[X])\b|NotImplemented[E]xception")]
    private static partial Regex Promise();
}
