using System.Text.RegularExpressions;
using Millrace.Kernel.Problems;

namespace Millrace.Workflows.Reading;

/// <summary>The <c>.env</c> format: <c>NAME=value</c> a line, <c>#</c> comments, optional <c>export</c> and quotes.</summary>
internal static partial class EnvFile
{
    /// <summary>The assignments; a later one of the same name wins.</summary>
    public static IReadOnlyDictionary<string, string> Parse(string text, string path, ProblemList problems)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            var content = line.Trim();
            if (content.Length == 0 || content[0] == '#')
            {
                continue;
            }

            if (Assignment().Match(content) is { Success: true } match)
            {
                values[match.Groups["name"].Value] = Unquoted(match.Groups["value"].Value);
            }
            else
            {
                // The line itself may hold a secret, so it is not quoted.
                problems.Add(WorkflowProblems.EnvFileMalformed().WithPosition(new SourcePosition(path, number, 1)));
            }
        }

        return values;
    }

    private static string Unquoted(string raw)
    {
        var value = raw.Trim();
        if (value.Length >= 2 && value[0] is ('"' or '\'') && value[^1] == value[0])
        {
            return value[1..^1];
        }

        var comment = value.IndexOf(" #", StringComparison.Ordinal);
        return comment < 0 ? value : value[..comment].TrimEnd();
    }

    [GeneratedRegex(@"^(?:export\s+)?(?<name>[A-Za-z_][A-Za-z0-9_]*)\s*=(?<value>.*)$")]
    private static partial Regex Assignment();
}
