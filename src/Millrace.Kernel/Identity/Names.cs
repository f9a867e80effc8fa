using System.Text.RegularExpressions;

namespace Millrace.Kernel.Identity;

/// <summary>What a name that ends up in URLs, files and metrics may look like.</summary>
public static partial class Names
{
    /// <summary>The rule in words, for messages.</summary>
    public const string Rule = "a letter, then up to 127 letters, digits, '-', '_' or '.'";

    /// <summary>Whether <paramref name="name"/> follows <see cref="Rule"/>.</summary>
    public static bool IsValid(string? name) => name is not null && Pattern().IsMatch(name);

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_.\-]{0,127}\z")]
    private static partial Regex Pattern();
}
