using System.Text.RegularExpressions;
using Millrace.Architecture.Tests.Repository;

namespace Millrace.Architecture.Tests.Documents;

public sealed partial class LinkTests
{
    [Fact]
    public void Links_between_documents_lead_somewhere()
    {
        var broken = SourceTree.Files.Where(file => file.EndsWith(".md", StringComparison.Ordinal)).SelectMany(file =>
            Link().Matches(SourceTree.Read(file))
                .Select(link => link.Groups["target"].Value)
                .Where(target => !Path.Exists(Path.Combine(Path.GetDirectoryName(SourceTree.Absolute(file))!, target)))
                .Select(target => $"{file} → {target}"));
        Report.MustBeEmpty(broken, "Broken links");
    }

    [GeneratedRegex(@"\]\((?!\w+:)(?<target>[^)#\s]+)(#[^)]*)?\)")]
    private static partial Regex Link();
}
