using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Millrace.Tests.Client;

/// <summary>The few endpoints that a run needs, with a switch for each way in which a network fails.</summary>
internal sealed class FakeServer : HttpMessageHandler
{
    private readonly Lock one = new();
    private int answersToLose;

    /// <summary>Nobody answers.</summary>
    public bool IsDown { get; set; }

    /// <summary>The next requests are carried out, but their answers get lost.</summary>
    public int AnswersToLose { set => answersToLose = value; }

    public List<JsonObject> Runs { get; } = [];

    public List<string> Requests { get; } = [];

    public List<int> BatchSizes { get; } = [];

    /// <summary>Key, value, step of every metric, in the order they came; the same point again is one.</summary>
    public List<(string Key, string Value, long Step)> Metrics { get; } = [];

    public Dictionary<string, string> Params { get; } = [];

    public Dictionary<string, string> Tags { get; } = [];

    public Dictionary<string, string> Files { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        if (IsDown)
        {
            throw new HttpRequestException("Connection refused");
        }

        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(ct);
        HttpResponseMessage answer;
        lock (one)
        {
            Requests.Add(request.RequestUri!.AbsolutePath);
            answer = Answer(request, body);
        }

        return Interlocked.Decrement(ref answersToLose) >= 0 ? throw new HttpRequestException("Connection reset by peer") : answer;
    }

    private HttpResponseMessage Answer(HttpRequestMessage request, string body)
    {
        var path = request.RequestUri!.AbsolutePath;
        if (path.StartsWith("/api/2.0/mlflow-artifacts/artifacts/", StringComparison.Ordinal))
        {
            Files[Uri.UnescapeDataString(path["/api/2.0/mlflow-artifacts/artifacts/".Length..])] = body;
            return Ok("{}");
        }

        var json = body.Length > 0 ? JsonNode.Parse(body)!.AsObject() : [];
        return path["/api/2.0/mlflow/".Length..] switch
        {
            "experiments/get-by-name" => Ok("""{"experiment":{"experiment_id":"3"}}"""),
            "runs/create" => Create(json),
            "runs/search" => Ok(new JsonObject { ["runs"] = new JsonArray([.. Runs.Where(run => IsAskedFor(run, json)).Select(run => run.DeepClone())]) }.ToJsonString()),
            "runs/get" => Ok(new JsonObject { ["run"] = Runs[0].DeepClone() }.ToJsonString()),
            "runs/log-batch" => Log(json),
            "runs/update" => Update(json),
            var other => throw new InvalidOperationException($"The client asked for '{other}'."),
        };
    }

    private static bool IsAskedFor(JsonObject run, JsonObject search) =>
        ((string?)search["filter"])!.Contains((string)run["key"]!, StringComparison.Ordinal);

    private HttpResponseMessage Create(JsonObject json)
    {
        var id = $"{Runs.Count + 1:x32}";
        var key = json["tags"]!.AsArray().Single(tag => (string)tag!["key"]! == "millrace.client.runKey")!["value"]!;
        Runs.Add(new JsonObject
        {
            ["key"] = (string)key!,
            ["info"] = new JsonObject
            {
                ["run_id"] = id,
                ["experiment_id"] = "3",
                ["status"] = "RUNNING",
                ["artifact_uri"] = $"mlflow-artifacts:/3/{id}/artifacts",
            },
        });
        return Ok(new JsonObject { ["run"] = Runs[^1].DeepClone() }.ToJsonString());
    }

    private HttpResponseMessage Log(JsonObject json)
    {
        var parameters = Pairs(json["params"]);
        var first = parameters.GroupBy(pair => pair.Key).ToDictionary(of => of.Key, of => Params.GetValueOrDefault(of.Key, of.First().Value));
        if (parameters.FirstOrDefault(pair => first[pair.Key] != pair.Value) is { Key: not null } changed)
        {
            return new HttpResponseMessage(HttpStatusCode.BadRequest)
            {
                Content = new StringContent($$"""{"error_code":"INVALID_PARAMETER_VALUE","message":"Changing param '{{changed.Key}}' is not allowed"}"""),
            };
        }

        var metrics = json["metrics"]?.AsArray() ?? [];
        BatchSizes.Add(metrics.Count);
        foreach (var metric in metrics)
        {
            var point = ((string)metric!["key"]!, metric["value"]!.ToJsonString().Trim('"'), (long)metric["step"]!);
            if (!Metrics.Contains(point))
            {
                Metrics.Add(point);
            }
        }

        parameters.ForEach(pair => Params[pair.Key] = pair.Value);
        Pairs(json["tags"]).ForEach(pair => Tags[pair.Key] = pair.Value);
        return Ok("{}");
    }

    private HttpResponseMessage Update(JsonObject json)
    {
        Runs.Single(run => (string)run["info"]!["run_id"]! == (string)json["run_id"]!)["info"]!["status"] = (string)json["status"]!;
        return Ok("{}");
    }

    private static List<KeyValuePair<string, string>> Pairs(JsonNode? pairs) =>
        [.. (pairs?.AsArray() ?? []).Select(pair => KeyValuePair.Create((string)pair!["key"]!, (string)pair["value"]!))];

    private static HttpResponseMessage Ok(string json) => new(HttpStatusCode.OK) { Content = new StringContent(json) };
}
