using Millrace.Kernel.Problems;

namespace Millrace.Kernel.Tables;

internal static class TablesProblems
{
    public static Problem Newer(string module, int known, int found) => new(
        "tables.newer", ProblemKind.Conflict,
        $"The tables of '{module}' are at version {found}, but this build knows only {known}.",
        "Use the newer Millrace that wrote this home.");

    public static Problem Changed(string module, int number, string name) => new(
        "tables.migration-changed", ProblemKind.Conflict,
        $"Migration {number} '{name}' of '{module}' is not the one that was applied to this home.",
        "Use the build that wrote this home, or a new home.");
}
