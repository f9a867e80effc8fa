using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Millrace.Tests.Registry;

/// <summary>What MLflow's client and server said to each other, said to this server.</summary>
public sealed class RecordedTests : IAsyncLifetime
{
    // Where MLflow's server is not the measure: an OR is our superset, the failure of an archiving that cannot be is the client's,
    // and an alias does not outlive its version.
    private static readonly string[] Beyond =
    [
        "Invalid clause(s) in filter string: OR", "Model version transition cannot archive", "Model Version (name=model-rec-c318, version=1) not found",
    ];

    private RegistryHome home = null!;

    public async ValueTask InitializeAsync() => home = await RegistryHome.OpenAsync();

    public ValueTask DisposeAsync() => home.DisposeAsync();

    [Theory]
    [InlineData("registry", 230)]
    [InlineData("prompts", 50)]
    public async Task Every_recorded_answer_is_given_again(string file, int atLeast) =>
        Assert.True(await ReplayAsync(home, file) >= atLeast);

    /// <summary>Says a file's requests to a home and compares the answers.</summary>
    /// <returns>How many were compared.</returns>
    internal static async Task<int> ReplayAsync(RegistryHome home, string file)
    {
        var recorded = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder(), file + ".json"), RegistryHome.Ct))!;
        var compared = 0;
        foreach (var exchange in recorded["exchanges"]!.AsArray().Where(IsOurs))
        {
            var path = (string)exchange!["path"]! + ((string?)exchange["query"] is { } query ? "?" + query : "");
            var (status, answer) = await home.SendAsync((string)exchange["method"]!, Bare(path), Expanded(exchange["request"]?["json"]));
            Compare(exchange, status, answer, $"{exchange["method"]} {path} {exchange["request"]}");
            compared++;
        }

        return compared;
    }

    private static void Compare(JsonNode exchange, int status, JsonObject answer, string which)
    {
        var expected = exchange["response"]?["json"];
        var message = (string?)expected?["message"];
        if (message is not null && Beyond.Any(beyond => message.StartsWith(beyond, StringComparison.Ordinal)))
        {
            return;
        }

        Assert.True((int)exchange["status"]! == status, $"{which}: {status} {answer.ToJsonString()}");
        if (message is not null)
        {
            Assert.Equal((string?)expected!["error_code"], (string?)answer["error_code"]);

            // A search has its grammar's own words, which have tests of their own.
            if (!((string)exchange["path"]!).EndsWith("/search", StringComparison.Ordinal))
            {
                Assert.Contains(KeyPhrase(message), (string)answer["message"]!, StringComparison.Ordinal);
            }
        }
        else if (expected is not null)
        {
            Assert.True(JsonNode.DeepEquals(Comparable(expected), Comparable(answer)), $"{which}: expected {expected.ToJsonString()} but got {answer.ToJsonString()}");
        }
    }

    // The beginning, up to what a database or a column number adds.
    private static string KeyPhrase(string message)
    {
        var end = new[] { ". ", ": ", " specified", " for attribute", " for tag" }.Select(mark => message.IndexOf(mark, StringComparison.Ordinal)).Where(at => at > 0)
            .DefaultIfEmpty(message.Length).Min();
        return message[..end].TrimEnd('.');
    }

    // Times differ, and the order of tags, aliases and stages is a database's chance.
    private static JsonNode? Comparable(JsonNode? node) => node switch
    {
        JsonObject thing => new JsonObject(thing
            .Where(pair => pair.Key is not ("creation_timestamp" or "last_updated_timestamp"))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Key is "tags" or "aliases" or "latest_versions" ? Sorted(pair.Value) : Comparable(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Comparable)]),
        _ => node?.DeepClone(),
    };

    private static JsonArray Sorted(JsonNode? list) =>
        new([.. list!.AsArray().Select(Comparable).OrderBy(item => item!.ToJsonString(), StringComparer.Ordinal)]);

    private static JsonNode? Expanded(JsonNode? request) => request is null ? null : JsonNode.Parse(
        System.Text.RegularExpressions.Regex.Replace(
            request.ToJsonString(new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }),
            "§repeat:(.):([0-9]+)§",
            match => new string(match.Groups[1].Value[0], int.Parse(match.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture))));

    private static bool IsOurs(JsonNode? exchange) =>
        (string)exchange!["path"]! is var path && (Bare(path).StartsWith("registered-models/", StringComparison.Ordinal) || Bare(path).StartsWith("model-versions/", StringComparison.Ordinal))
        && path.StartsWith("/api/", StringComparison.Ordinal);

    private static string Bare(string path) => path.Replace("/api/2.0/mlflow/", "", StringComparison.Ordinal);

    private static string Folder([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "..", "Mlflow", "Recorded");
}
