using System.Text.Json.Nodes;
using Millrace.Tests.Mlflow;

namespace Millrace.Tests.Tracking;

/// <summary>What MLflow's own server answered its own client, asked of ours.</summary>
public class TrackingReplayTests : TrackingApi
{
    [Theory]
    [InlineData("experiments.json", 90)]
    [InlineData("runs.json", 250)]
    [InlineData("search_runs.json", 100)]
    public async Task Recorded_exchanges_come_back_the_same(string file, int least)
    {
        var traffic = new RecordedTraffic(Client);
        List<string> different = [];
        var replayed = 0;
        foreach (var exchange in RecordedTraffic.Read(file).Where(IsOurs))
        {
            replayed++;
            if (await traffic.ReplayAsync(exchange, Ct) is { } difference)
            {
                different.Add(difference);
            }
        }

        Assert.True(different.Count == 0, $"{different.Count} of {replayed} differ:\n{string.Join('\n', different)}");
        Assert.True(replayed >= least, $"only {replayed} exchanges were replayed");
    }

    private static bool IsOurs(JsonObject exchange)
    {
        var (path, body) = ((string)exchange["path"]!, exchange["request"]?["json"]);
        return new[] { "/mlflow/experiments/", "/mlflow/runs/", "/mlflow/metrics/" }.Any(part => path.Contains(part, StringComparison.Ordinal))
            && !IsFlaw(exchange) && !IsOnPurpose(path, body) && !IsOnPurpose((string?)body?["filter"] ?? "");
    }

    // The recording's README names them: the database's own words, and server errors.
    private static bool IsFlaw(JsonObject exchange) =>
        (int)exchange["status"]! >= 500 || (string?)exchange["response"]?["json"]?["error_code"] == "BAD_REQUEST";

    // Datasets are another part; a batch may repeat a parameter with one value; a run begins now, not in 1970, when nobody says when.
    private static bool IsOnPurpose(string path, JsonNode? body) =>
        path.EndsWith("/log-inputs", StringComparison.Ordinal)
        || (body?["params"] is JsonArray { Count: 2 } texts && texts[0]!.ToJsonString() == texts[1]!.ToJsonString())
        || (path.EndsWith("/runs/create", StringComparison.Ordinal) && body?["start_time"] is null);

    // The original compares NaN as 0, and knows neither OR nor NOT nor parentheses.
    private static bool IsOnPurpose(string filter) =>
        filter.Contains("dataset", StringComparison.Ordinal) || filter.StartsWith("metrics.acc <", StringComparison.Ordinal) || filter == "metrics.acc > -1e3"
        || filter.Contains(" OR ", StringComparison.Ordinal) || filter.StartsWith("NOT ", StringComparison.Ordinal) || filter.StartsWith('(');
}
