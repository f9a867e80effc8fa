using System.Text.RegularExpressions;
using Millrace.Architecture.Tests.Repository;

namespace Millrace.Architecture.Tests.Documents;

public sealed partial class ProblemPagesTests
{
    private const string Folder = "docs/problems/";

    [Fact]
    public void Every_problem_has_a_page_and_every_page_a_problem()
    {
        var codes = Codes().ToHashSet(StringComparer.Ordinal);
        var pages = Pages().Select(page => page[Folder.Length..^3]).ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(codes);
        Report.MustBeEmpty(codes.Except(pages).Select(code => $"{Folder}{code}.md"), "These pages are missing");
        Report.MustBeEmpty(pages.Except(codes).Select(code => $"{Folder}{code}.md"), "No code has these problems any more");
    }

    [Fact]
    public void A_page_says_what_it_means_how_it_looks_and_how_to_mend_it() =>
        Report.MustBeEmpty(
            Pages().Where(page => SourceTree.Read(page) is var text
                && !(text.StartsWith($"# {page[Folder.Length..^3]}\n", StringComparison.Ordinal)
                    && text.Contains($"error {page[Folder.Length..^3]}: ", StringComparison.Ordinal)
                    && text.Contains("\n## How to mend it\n", StringComparison.Ordinal))),
            "A page has the code as title, an example of the message, and the section 'How to mend it'");

    // A code is a literal at the head of a problem: in a *Problems.cs file, or followed by its kind.
    private static IEnumerable<string> Codes() => SourceTree.Sources("src/").SelectMany(file =>
    {
        var text = SourceTree.Read(file);
        var found = CodeWithKind().Matches(text).Concat(file.EndsWith("Problems.cs", StringComparison.Ordinal) ? Code().Matches(text) : []);
        return found.Select(match => match.Groups["code"].Value);
    });

    private static IEnumerable<string> Pages() => SourceTree.Files.Where(file =>
        file.StartsWith(Folder, StringComparison.Ordinal) && file.EndsWith(".md", StringComparison.Ordinal) && !file.EndsWith("README.md", StringComparison.Ordinal));

    [GeneratedRegex(@"(^\s*|[(?:]\s*|[^=]=\s*)""(?<code>[a-z]+\.[a-z][a-z0-9-]*)""", RegexOptions.Multiline)]
    private static partial Regex Code();

    [GeneratedRegex(@"""(?<code>[a-z]+\.[a-z][a-z0-9-]*)"",\s*ProblemKind\.")]
    private static partial Regex CodeWithKind();
}
