using System.Globalization;
using System.Text.Json;
using Millrace.Benchmarks.Measuring;

namespace Millrace.Benchmarks.Http;

/// <summary>The server over HTTP against an endpoint that only answers.</summary>
internal sealed class HttpBenchmark : IBenchmark
{
    private const int Connections = 32;
    private const double LeastShare = 0.7;
    private const double MostP99Ms = 5;
    private static readonly Metric Rate = new("throughput", "req/s", IsHigherBetter: true);
    private static readonly Metric Work = new("server's processor time", "µs/req");
    private static readonly Metric P50 = new("p50", "ms");
    private static readonly Metric P99 = new("p99", "ms");

    public string Name => "inference-http";

    public string Title => "Open Inference Protocol and predict, 100 trees × 20 features, against a constant-JSON ASP.NET endpoint";

    public async Task<IReadOnlyList<Figure>> RunAsync(Setting setting, CancellationToken ct)
    {
        if (HttpModel.CommandLine() is not { } millrace)
        {
            setting.Note("Left out: inference-http, because src/Hosts/Millrace.Cli is not built. Build it with: ./millrace build");
            return [];
        }

        await HttpModel.BuildAsync(setting, millrace, ct);
        await using var server = await ServedProcess.StartAsync(millrace, ["server", "--home", setting.File("home"), "--port", "0", "--json"], ct);
        var infer = new Load(setting, server, "v2/models/bench/infer", setting.File("infer.jsonl"));
        var predict = new Load(setting, server, "endpoints/bench/predict", setting.File("predict.jsonl"));
        if (!ServedProcess.IsPinned)
        {
            setting.Note("inference-http: server and load shared their cores, because the machine has one, or taskset is missing.");
        }

        return
        [
            .. await CompareAsync(setting, "Open Inference Protocol v2", infer, new Target(Rate, LeastShare), ct),
            .. await CompareAsync(setting, "predict with 8 online and 12 request features", predict, null, ct),
        ];
    }

    // The peer gives the very bytes that the server gave, and gets the same requests.
    private static async Task<IReadOnlyList<Figure>> CompareAsync(Setting setting, string task, Load ours, Target? target, CancellationToken ct)
    {
        var answer = (await ours.RunAsync(null, ct)).Result.Answer;
        await using var server = await ServedProcess.StartAsync(Environment.ProcessPath!, ["constant", "--answer", JsonOf(answer)], ct);
        var peer = ours with { Server = server, Path = "constant" };
        const string PeerName = "constant-JSON ASP.NET endpoint";
        var closed = new Match(
            $"{task}, closed loop of {Connections} connections, server on one core", [Rate, Work, P50, P99],
            ours.Contestant("Millrace", null), [peer.Contestant(PeerName, null)])
        {
            Targets = target is null ? [] : [target],
        };
        var figures = await closed.RunAsync(setting, ct);
        var half = Math.Round(figures[0].Ours.Median / 2);
        var open = new Match(
            $"{task}, open loop at half of that load ({half.ToString("N0", CultureInfo.InvariantCulture)} req/s)", [P50, P99],
            ours.Contestant("Millrace", half), [peer.Contestant(PeerName, half)])
        {
            Targets = [new Target(P99, null, MostP99Ms)],
        };
        return [.. figures, .. await open.RunAsync(setting, ct)];
    }

    // An answer of unknown length travels in chunks; it is one line of JSON all the same.
    private static string JsonOf(string body) => body[body.IndexOf('{')..(body.LastIndexOf('}') + 1)];

    private sealed record Load(Setting Setting, ServedProcess Server, string Path, string Bodies)
    {
        public Contestant Contestant(string name, double? rate) => new(name, async ct =>
        {
            var (result, micros) = await RunAsync(rate, ct);
            return rate is null
                ? [result.RequestsPerSecond, micros / result.RequestCount, result.P50Ms, result.P99Ms]
                : [result.P50Ms, result.P99Ms];
        });

        public async Task<(LoadResult Result, double ServerMicros)> RunAsync(double? rate, CancellationToken ct)
        {
            string[] open = rate is { } perSecond ? ["--rate", perSecond.ToString(CultureInfo.InvariantCulture)] : [];
            var before = Server.ProcessorTime;
            var output = await ServedProcess.RunAsync(
                Environment.ProcessPath!,
                [
                    "load", new Uri(Server.Url, Path).ToString(), "--bodies", Bodies, "--connections", $"{Connections}",
                    "--seconds", $"{Setting.Size(5, 1)}", .. open,
                ],
                ct);
            return (JsonSerializer.Deserialize<LoadResult>(output)!, (Server.ProcessorTime - before).TotalMicroseconds);
        }
    }
}
