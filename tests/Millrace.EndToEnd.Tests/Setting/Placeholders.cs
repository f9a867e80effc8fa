using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Millrace.EndToEnd.Tests.Setting;

/// <summary>Puts names in the place of values that differ from run to run: ids, digests, times, measured numbers.</summary>
internal static partial class Placeholders
{
    public static JsonNode? In(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => new JsonObject(value.EnumerateObject().Select(entry => KeyValuePair.Create(entry.Name, In(entry.Value)))),
        JsonValueKind.Array => new JsonArray([.. value.EnumerateArray().Select(In)]),
        JsonValueKind.String => In(value.GetString()!),
        JsonValueKind.Number when !value.TryGetInt64(out _) => "NUMBER",
        _ => JsonNode.Parse(value.GetRawText()),
    };

    private static string In(string text)
    {
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _) && text.Contains(':', StringComparison.Ordinal))
        {
            return "TIME";
        }

        var known = Guids().Replace(text, "GUID");
        known = Digests().Replace(known, "DIGEST");
        known = Ids().Replace(known, "ID");
        known = Sequences().Replace(known, "SEQUENCE");
        return Fractions().Replace(known, "NUMBER");
    }

    [GeneratedRegex(@"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")]
    private static partial Regex Guids();

    [GeneratedRegex(@"\b[0-9a-f]{64}\b")]
    private static partial Regex Digests();

    [GeneratedRegex(@"\b[0-9a-f]{32}\b")]
    private static partial Regex Ids();

    [GeneratedRegex(@"^\d{20}$")]
    private static partial Regex Sequences();

    [GeneratedRegex(@"(?<=[ (])-?\d+\.\d+(e[+-]?\d+)?\b")]
    private static partial Regex Fractions();
}
