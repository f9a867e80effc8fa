using System.Text.RegularExpressions;
using Millrace.Kernel.Problems;

namespace Millrace.Registry.Models;

/// <summary>What tags of models and versions may look like; the rules are MLflow's.</summary>
internal static partial class TagRules
{
    public const int MaxKeyLength = 250;
    public const int MaxValueLength = 100_000;

    public static List<Problem> Check(IEnumerable<KeyValuePair<string, string>> tags) =>
        [.. tags.SelectMany(tag => KeyProblems(tag.Key).Concat(ValueProblems(tag.Key, tag.Value)))];

    public static IEnumerable<Problem> KeyProblems(string key)
    {
        if (!KeyPattern().IsMatch(key))
        {
            yield return RegistryProblems.KeyCharacters(key);
        }
        else if (Resolved(key) is var resolved && (resolved != key || resolved == "." || resolved.StartsWith("..", StringComparison.Ordinal) || key.StartsWith('/')))
        {
            yield return RegistryProblems.KeyIsPath(key, resolved);
        }

        if (IsLongerThan(key, MaxKeyLength))
        {
            yield return RegistryProblems.TooLong("key", MaxKeyLength);
        }
    }

    /// <summary>Whether a text has more characters than allowed; a character outside the basic plane is one.</summary>
    public static bool IsLongerThan(string text, int most) => text.Length > most && text.EnumerateRunes().Count() > most;

    private static IEnumerable<Problem> ValueProblems(string key, string value) =>
        !IsLongerThan(value, MaxValueLength) ? []
        : key == PromptTags.Text ? [RegistryProblems.PromptTooLong(MaxValueLength)]
        : [RegistryProblems.TooLong("value", MaxValueLength)];

    // What the key would be as a path: MLflow's file store keeps tags as files.
    private static string Resolved(string key)
    {
        var parts = new List<string>();
        foreach (var part in key.Split('/'))
        {
            if (part == ".." && parts.Count > 0 && parts[^1] != "..")
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ("" or "."))
            {
                parts.Add(part);
            }
        }

        var path = string.Join('/', parts);
        return key.StartsWith('/') ? "/" + path : path.Length == 0 ? "." : path;
    }

    [GeneratedRegex(@"^[/\w.\- :]*\z")]
    private static partial Regex KeyPattern();
}
