using System.Globalization;
using Millrace.Registry.Contracts;

namespace Millrace.Registry.Versions;

/// <summary>A version number that says what changed.</summary>
internal static class SemanticNumber
{
    public const string First = "1.0.0";

    /// <summary>The number after another; versions before this was kept count as retrainings of the first.</summary>
    /// <param name="before">The number before; null when it has none.</param>
    /// <param name="version">The version that <paramref name="before"/> belongs to, from 1.</param>
    /// <param name="change">What changed since.</param>
    public static string After(string? before, int version, VersionChange change)
    {
        var (major, minor, patch) = Parts(before) ?? (1, 0, version - 1);
        return change switch
        {
            VersionChange.Major => $"{major + 1}.0.0",
            VersionChange.Minor => $"{major}.{minor + 1}.0",
            _ => $"{major}.{minor}.{patch + 1}",
        };
    }

    private static (int Major, int Minor, int Patch)? Parts(string? text)
    {
        var numbers = text?.Split('.').Select(part => int.TryParse(part, CultureInfo.InvariantCulture, out var number) ? number : -1).ToArray();
        return numbers is [>= 0, >= 0, >= 0] ? (numbers[0], numbers[1], numbers[2]) : null;
    }
}
