using Millrace.Data.Contracts;

namespace Millrace.Data.Checks;

/// <summary>What checks are called in reports and quarantine.</summary>
internal static class CheckNaming
{
    /// <summary>The check's own name, else <c>check(columns)</c>; a number is added to a name taken before.</summary>
    public static string Unique(CheckSpec check, HashSet<string> taken)
    {
        var name = check.Name ?? Described(check);
        var unique = name;
        for (var number = 2; !taken.Add(unique); number++)
        {
            unique = FormattableString.Invariant($"{name} #{number}");
        }

        return unique;
    }

    private static string Described(CheckSpec check) =>
        check.Check == "expression" ? check.Expression ?? check.Check
        : check.Columns.Count == 0 ? check.Check
        : $"{check.Check}({string.Join(", ", check.Columns)})";
}
