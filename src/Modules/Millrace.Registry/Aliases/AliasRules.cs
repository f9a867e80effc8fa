using System.Text.RegularExpressions;
using Millrace.Kernel.Problems;
using Millrace.Registry.Models;

namespace Millrace.Registry.Aliases;

/// <summary>What an alias may be called; the rules are MLflow's.</summary>
internal static partial class AliasRules
{
    public const int MaxLength = 255;

    public static List<Problem> Check(string alias)
    {
        var problems = new List<Problem>();
        if (!Pattern().IsMatch(alias))
        {
            problems.Add(RegistryProblems.AliasCharacters(alias));
        }

        if (TagRules.IsLongerThan(alias, MaxLength))
        {
            problems.Add(RegistryProblems.TooLong("Registered model alias name", MaxLength));
        }

        return problems;
    }

    /// <summary>Names that mean something else: <c>latest</c>, and <c>v3</c>, which looks like a version.</summary>
    public static bool IsReserved(string alias) =>
        alias.Equals("latest", StringComparison.OrdinalIgnoreCase) || VersionPattern().IsMatch(alias);

    [GeneratedRegex(@"^[\w\-]+\z")]
    private static partial Regex Pattern();

    [GeneratedRegex(@"^[vV]\d+\z")]
    private static partial Regex VersionPattern();
}
