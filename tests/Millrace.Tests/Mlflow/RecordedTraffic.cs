using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Millrace.Tests.Mlflow;

/// <summary>Sends recorded requests to a server of ours and holds its answers against the recorded ones.</summary>
/// <remarks>Ids, made-up names and page tokens of the recording are replaced by our own, as soon as an answer has shown them.</remarks>
internal sealed partial class RecordedTraffic(HttpClient client)
{
    // What follows the clock, or stands in answers for parts that other recordings go through.
    private static readonly string[] NotCompared = ["creation_time", "last_update_time", "inputs", "outputs"];
    private static readonly string[] Unordered = ["metrics", "params", "tags"];
    private readonly Dictionary<string, string> ours = new(StringComparer.Ordinal);

    /// <summary>The exchanges of a file, in order.</summary>
    public static IReadOnlyList<JsonObject> Read(string name) =>
        [.. JsonNode.Parse(File.ReadAllText(Path.Combine(Folder(), name)))!["exchanges"]!.AsArray().Select(exchange => exchange!.AsObject())];

    /// <summary>Replays one exchange.</summary>
    /// <returns>Null when the answer means the same as the recorded one; otherwise what differs.</returns>
    public async Task<string?> ReplayAsync(JsonObject exchange, CancellationToken ct)
    {
        var (method, path, wanted) = ((string)exchange["method"]!, (string)exchange["path"]!, (int)exchange["status"]!);
        var query = string.Join('&', ((string?)exchange["query"] ?? "").Split('&', StringSplitOptions.RemoveEmptyEntries).Select(Translated));
        using var request = new HttpRequestMessage(new HttpMethod(method), path + (query.Length == 0 ? "" : "?" + query));
        if (exchange["request"]?["json"] is { } body)
        {
            request.Content = new StringContent(Ours(body)!.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        }

        using var response = await client.SendAsync(request, ct);
        var text = await response.Content.ReadAsStringAsync(ct);
        var (status, given, expected) = ((int)response.StatusCode, JsonNode.Parse(text), exchange["response"]?["json"]);
        if (wanted == 200 && status == 200)
        {
            Learn(expected, given);
        }

        expected = Ours(expected);
        var isSame = status == wanted && (wanted == 200
            ? (bool?)exchange["trimmed"] == true || JsonNode.DeepEquals(Plain(expected, ""), Plain(given, ""))
            : (string?)expected?["error_code"] == (string?)given?["error_code"]);
        return isSame ? null : $"{method} {path}?{query} {exchange["request"]}\n  recorded {wanted}: {Plain(expected, "")}\n  ours {status}: {Plain(given, "")}";
    }

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Recorded");

    private void Learn(JsonNode? recorded, JsonNode? given)
    {
        LearnText(recorded?["run"]?["info"]?["run_id"], given?["run"]?["info"]?["run_id"]);
        LearnText(recorded?["run"]?["info"]?["run_name"], given?["run"]?["info"]?["run_name"]);
        LearnText(recorded?["next_page_token"], given?["next_page_token"]);
    }

    private void LearnText(JsonNode? recorded, JsonNode? given)
    {
        if (recorded is not null && given is not null && (string)recorded! is { Length: > 7 } theirs && theirs != (string)given!)
        {
            ours.TryAdd(theirs, (string)given!);
        }
    }

    private string Ours(string text) =>
        ours.Aggregate(Repeats().Replace(text, repeat => new string(repeat.Groups[1].Value[0], int.Parse(repeat.Groups[2].Value, CultureInfo.InvariantCulture))),
            (current, pair) => current.Replace(pair.Key, pair.Value, StringComparison.Ordinal));

    private JsonNode? Ours(JsonNode? node) => node switch
    {
        JsonObject of => new JsonObject(of.Select(pair => KeyValuePair.Create(pair.Key, Ours(pair.Value)))),
        JsonArray of => new JsonArray([.. of.Select(Ours)]),
        JsonValue of when of.GetValueKind() == JsonValueKind.String => JsonValue.Create(Ours(of.GetValue<string>())),
        _ => node?.DeepClone(),
    };

    private string Translated(string parameter)
    {
        var parts = parameter.Split('=', 2);
        return $"{parts[0]}={Uri.EscapeDataString(Ours(Uri.UnescapeDataString(parts[1].Replace('+', ' '))))}";
    }

    // One form for what means the same: nothing for empty, no order where none is meant. The original keeps an infinity as the largest double.
    private static JsonNode? Plain(JsonNode? node, string name) => node switch
    {
        JsonObject of => PlainObject(of),
        JsonArray of when Unordered.Contains(name) => new JsonArray([.. of.Select(item => Plain(item, "")).OrderBy(item => item!.ToJsonString(), StringComparer.Ordinal)]),
        JsonArray of => new JsonArray([.. of.Select(item => Plain(item, ""))]),
        JsonValue of when of.GetValueKind() == JsonValueKind.Number => Real(of.Deserialize<double>()),
        _ => node?.DeepClone(),
    };

    private static JsonObject PlainObject(JsonObject of)
    {
        var plain = new JsonObject();
        foreach (var (key, value) in of.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var kept = NotCompared.Contains(key) ? null : Plain(value, key);
            if (kept is not (null or JsonObject { Count: 0 } or JsonArray { Count: 0 }))
            {
                plain.Add(key, kept);
            }
        }

        return plain;
    }

    private static JsonValue Real(double value) => value switch
    {
        double.MaxValue => JsonValue.Create("Infinity"),
        double.MinValue => JsonValue.Create("-Infinity"),
        _ => JsonValue.Create(value),
    };

    [GeneratedRegex("§repeat:(.):([0-9]+)§")]
    private static partial Regex Repeats();
}
