using System.Text.RegularExpressions;
using Millrace.Kernel.Identity;

namespace Millrace.Workflows.Shapes;

/// <summary>What names may look like.</summary>
internal enum NameRule
{
    /// <summary>Goes into URLs and metrics: <see cref="Names.Rule"/>.</summary>
    Name,

    /// <summary>Becomes a column: letters, digits and underscores.</summary>
    Identifier,
}

/// <summary>The rules in code and in words.</summary>
internal static partial class NameRules
{
    public static bool Allows(this NameRule rule, string name) =>
        rule == NameRule.Name ? Names.IsValid(name) : Identifier().IsMatch(name);

    public static string InWords(this NameRule rule) =>
        rule == NameRule.Name ? Names.Rule : "a letter, then up to 62 letters, digits or '_'";

    public static string Pattern(this NameRule rule) =>
        rule == NameRule.Name ? @"^[A-Za-z][A-Za-z0-9_.\-]{0,127}$" : "^[A-Za-z][A-Za-z0-9_]{0,62}$";

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_]{0,62}\z")]
    private static partial Regex Identifier();
}
