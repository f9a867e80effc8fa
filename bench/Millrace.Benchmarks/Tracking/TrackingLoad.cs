using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Millrace.Benchmarks.Tracking;

/// <summary>Requests as MLflow's client sends them, over kept-alive connections.</summary>
internal sealed class TrackingLoad(Uri server) : IDisposable
{
    private const string Api = "api/2.0/mlflow/";
    private readonly HttpClient http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 64, UseProxy = false, UseCookies = false })
    {
        BaseAddress = server,
        Timeout = TimeSpan.FromMinutes(10),
    };

    private int next;

    /// <summary>Creates an experiment.</summary>
    public async Task<string> ExperimentAsync(CancellationToken ct) => (string)(await PostAsync(
        "experiments/create", $$"""{"name": "bench-{{Guid.NewGuid():N}}"}""", ct))["experiment_id"]!;

    /// <summary>Creates a run.</summary>
    public async Task<string> RunAsync(string experiment, CancellationToken ct) => (string)(await PostAsync(
        "runs/create",
        $$"""{"experiment_id": "{{experiment}}", "start_time": {{Interlocked.Increment(ref next)}}, "tags": [{"key": "mlflow.user", "value": "bench"}, {"key": "mlflow.source.name", "value": "train.py"}, {"key": "mlflow.source.type", "value": "LOCAL"}]}""",
        ct))["run"]!["info"]!["run_id"]!;

    /// <summary>Logs one new point.</summary>
    public Task LogMetricAsync(string run, CancellationToken ct)
    {
        var step = Interlocked.Increment(ref next);
        return SendAsync("runs/log-metric", $$"""{"run_id": "{{run}}", "key": "loss", "value": {{step}}.5, "timestamp": {{1_700_000_000_000 + step}}, "step": {{step}}}""", ct);
    }

    /// <summary>Logs a thousand new points.</summary>
    public Task LogBatchAsync(string run, int keyCount, CancellationToken ct)
    {
        var body = new StringBuilder(110_000).Append($$"""{"run_id": "{{run}}", "metrics": [""");
        var from = Interlocked.Add(ref next, 1000) - 1000;
        for (var i = 0; i < 1000; i++)
        {
            body.Append($$"""{{(i == 0 ? "" : ", ")}}{"key": "metric-{{i % keyCount}}", "value": {{i}}.25, "timestamp": {{1_700_000_000_000 + from}}, "step": {{from + (i / keyCount)}}}""");
        }

        return SendAsync("runs/log-batch", body.Append("]}").ToString(), ct);
    }

    /// <summary>Reads a run.</summary>
    public async Task GetAsync(string run, CancellationToken ct)
    {
        using var answer = await http.GetAsync(new Uri($"{Api}runs/get?run_id={run}", UriKind.Relative), ct);
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync(ct);
    }

    /// <summary>Searches by a metric and a parameter, best first.</summary>
    /// <returns>How many runs came back.</returns>
    public async Task<int> SearchAsync(string experiment, CancellationToken ct) => (await PostAsync(
        "runs/search",
        $$"""{"experiment_ids": ["{{experiment}}"], "filter": "metrics.acc > 0.5 and params.lr = '0.1'", "order_by": ["metrics.acc DESC"], "max_results": 100}""",
        ct))["runs"]?.AsArray().Count ?? 0;

    /// <summary>Fills an experiment: each run has 20 metrics and 4 parameters.</summary>
    public async Task FillAsync(string experiment, int runCount, CancellationToken ct) => await Parallel.ForAsync(
        0, runCount, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = ct }, async (i, token) =>
        {
            var run = await RunAsync(experiment, token);
            var metrics = string.Join(", ", Enumerable.Range(0, 19).Select(m => $$"""{"key": "m{{m}}", "value": {{i * m % 97}}, "timestamp": 1, "step": 0}"""));
            await SendAsync(
                "runs/log-batch",
                $$"""{"run_id": "{{run}}", "metrics": [{"key": "acc", "value": {{i * 7919L % 1000 / 1000.0}}, "timestamp": 1, "step": 0}, {{metrics}}], "params": [{"key": "lr", "value": "{{(i % 2 == 0 ? "0.1" : "0.01")}}"}, {"key": "depth", "value": "{{i % 8}}"}, {"key": "seed", "value": "{{i}}"}, {"key": "optimizer", "value": "adam"}]}""",
                token);
        });

    /// <summary>Uploads a file of random bytes as an artifact.</summary>
    public async Task UploadAsync(string path, byte[] bytes, CancellationToken ct)
    {
        using var content = new ByteArrayContent(bytes);
        using var answer = await http.PutAsync(new Uri($"api/2.0/mlflow-artifacts/artifacts/{path}", UriKind.Relative), content, ct);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Downloads an artifact.</summary>
    /// <returns>Its length.</returns>
    public async Task<long> DownloadAsync(string path, CancellationToken ct)
    {
        await using var stream = await http.GetStreamAsync(new Uri($"api/2.0/mlflow-artifacts/artifacts/{path}", UriKind.Relative), ct);
        var buffer = new byte[1 << 20];
        var length = 0L;
        for (int count; (count = await stream.ReadAsync(buffer, ct)) > 0; length += count)
        {
        }

        return length;
    }

    /// <summary>Closed loop: each connection sends its next request when it has the answer.</summary>
    /// <returns>Requests a second, and the latencies' median and 99th percentile in ms.</returns>
    public static async Task<double[]> ClosedLoopAsync(int connections, TimeSpan duration, Func<int, CancellationToken, Task> request, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        var latencies = await Task.WhenAll(Enumerable.Range(0, connections).Select(async connection =>
        {
            var own = new List<double>();
            while (clock.Elapsed < duration)
            {
                var began = Stopwatch.GetTimestamp();
                await request(connection, ct);
                own.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }

            return own;
        }));
        return Summary([.. latencies.SelectMany(own => own)], clock.Elapsed);
    }

    /// <summary>Open loop: requests are due at a steady rate, whether or not earlier ones were answered; latency counts from when one was due.</summary>
    public static async Task<double[]> OpenLoopAsync(double perSecond, TimeSpan duration, Func<int, CancellationToken, Task> request, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        var under = new List<Task<double>>();
        for (var i = 0; clock.Elapsed < duration; i++)
        {
            var due = TimeSpan.FromSeconds(i / perSecond);
            if (due - clock.Elapsed is { Ticks: > 0 } wait)
            {
                await Task.Delay(wait, TimeProvider.System, ct);
            }

            under.Add(FromDueAsync(i, due));
        }

        return Summary([.. await Task.WhenAll(under)], clock.Elapsed);

        async Task<double> FromDueAsync(int number, TimeSpan due)
        {
            await request(number, ct);
            return (clock.Elapsed - due).TotalMilliseconds;
        }
    }

    public void Dispose() => http.Dispose();

    private static double[] Summary(List<double> latencies, TimeSpan elapsed)
    {
        latencies.Sort();
        return [latencies.Count / elapsed.TotalSeconds, latencies[latencies.Count / 2], latencies[latencies.Count * 99 / 100]];
    }

    private async Task<JsonNode> PostAsync(string path, string body, CancellationToken ct)
    {
        using var answer = await SendRawAsync(path, body, ct);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(ct))!;
    }

    private async Task SendAsync(string path, string body, CancellationToken ct)
    {
        using var answer = await SendRawAsync(path, body, ct);
        await answer.Content.ReadAsByteArrayAsync(ct);
    }

    private async Task<HttpResponseMessage> SendRawAsync(string path, string body, CancellationToken ct)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var answer = await http.PostAsync(new Uri(Api + path, UriKind.Relative), content, ct);
        return answer.IsSuccessStatusCode
            ? answer
            : throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(ct)}");
    }
}
