using System.Text.RegularExpressions;
using Millrace.Architecture.Tests.Repository;

namespace Millrace.Architecture.Tests.Projects;

/// <summary>The compiler refuses banned calls (RS0030); these tests keep it switched on.</summary>
public sealed partial class BannedCallsTests
{
    [Fact]
    public void Every_ban_names_what_to_use_instead() =>
        Report.MustBeEmpty(
            SourceTree.Files.Where(file => Path.GetFileName(file).StartsWith("BannedSymbols", StringComparison.Ordinal))
                .SelectMany(file => SourceTree.Read(file).Split('\n', StringSplitOptions.RemoveEmptyEntries))
                .Where(line => !Ban().IsMatch(line)),
            "A ban is 'symbol; what to use instead.'");

    [Fact]
    public void Only_the_bound_sources_of_a_vendor_switch_analyzers_off() =>
        Assert.Equal(
            ["OnnxRuntime"],
            SourceProject.All.Where(project => project.Xml.Descendants("RunAnalyzers").Any()).Select(project => project.Name));

    [Fact]
    public void A_ban_is_lifted_only_at_the_line_and_with_a_reason() =>
        Report.MustBeEmpty(
            SourceTree.Sources("src/").SelectMany(file => SourceTree.Read(file).Split('\n')
                .Where(line => line.Contains("RS0030", StringComparison.Ordinal) && !Lifted().IsMatch(line))
                .Select(line => $"{file}: {line.Trim()}")),
            "Write '#pragma warning disable RS0030 // why', and restore it after the line");

    [GeneratedRegex(@"^[PMT]:[\w.`#(),\[\]]+; \S.*\.$")]
    private static partial Regex Ban();

    [GeneratedRegex(@"#pragma warning (disable RS0030 // \w.{15,}|restore RS0030\s*$)")]
    private static partial Regex Lifted();
}
