using System.Text.RegularExpressions;
using Millrace.Architecture.Tests.Repository;

namespace Millrace.Architecture.Tests.Projects;

/// <summary>The table of ADR 1: the document is the rule.</summary>
internal static partial class EdgeTable
{
    private const string Document = "docs/decisions/0001-house-and-edges.md";

    /// <summary>Project → what it may use.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Rows { get; } = Read();

    private static Dictionary<string, IReadOnlyList<string>> Read()
    {
        var rows = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (Match row in Row().Matches(SourceTree.Read(Document)))
        {
            var uses = row.Groups["uses"].Value.Split([',', ' ', '–'], StringSplitOptions.RemoveEmptyEntries);
            rows.Add(row.Groups["project"].Value, uses);
        }

        return rows;
    }

    [GeneratedRegex(@"^\| `(?<project>\w+)` \| (?<uses>[\w, –]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
