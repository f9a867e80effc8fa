using System.Globalization;
using Millrace.Kernel.Problems;

namespace Millrace.Registry.Versions;

/// <summary>A version's number as clients write it.</summary>
internal static class VersionNumber
{
    public static Outcome<int> Parse(string? text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number)
            ? number
            : RegistryProblems.VersionNotNumber(text ?? "");
}
