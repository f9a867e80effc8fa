using Millrace.Benchmarks.Http;
using Millrace.Benchmarks.Measuring;

namespace Millrace.Benchmarks.Tracking;

/// <summary>The tracking server against MLflow's own, both on SQLite, with the same requests.</summary>
internal sealed class TrackingBenchmark : IBenchmark
{
    private const double LeastRatio = 20;
    private static readonly Metric Rate = new("throughput", "req/s", IsHigherBetter: true);
    private static readonly Metric Speed = new("speed", "MB/s", IsHigherBetter: true);
    private static readonly Metric P50 = new("p50", "ms");
    private static readonly Metric P99 = new("p99", "ms");
    private static readonly Metric Memory = new("resident memory", "MB");
    private static readonly Metric Start = new("start to first answer", "ms");

    public string Name => "tracking";

    public string Title => "MLflow's REST API on SQLite, durable before the answer, against the MLflow server";

    public async Task<IReadOnlyList<Figure>> RunAsync(Setting setting, CancellationToken ct)
    {
        if (HttpModel.CommandLine() is not { } millrace)
        {
            setting.Note("Left out: tracking, because src/Hosts/Millrace.Cli is not built. Build it with: ./millrace build");
            return [];
        }

        await using var ours = new TrackingSide("Millrace", await TrackingServer.StartOursAsync(millrace, setting.File("home"), ct), setting);
        var started = await TrackingServer.StartPeerAsync(setting, ct);
        await using var peer = started is null ? null : new TrackingSide("MLflow server", started, setting);
        TrackingSide[] sides = peer is null ? [ours] : [ours, peer];
        var runCount = setting.Size(10_000, 200);
        foreach (var side in sides)
        {
            await side.PrepareAsync(runCount, ct);
        }

        await MustAgreeAsync(sides, ct);
        return await MeasureAsync(setting, ours, peer, runCount, ct);
    }

    private static async Task<IReadOnlyList<Figure>> MeasureAsync(
        Setting setting, TrackingSide ours, TrackingSide? peer, int runCount, CancellationToken ct)
    {
        var figures = new List<Figure>();
        async Task Add(string task, IReadOnlyList<Metric> metrics, Func<TrackingSide, Contestant> of, params Target[] targets) =>
            figures.AddRange(await new Match(task, metrics, of(ours), peer is null ? [] : [of(peer)]) { Targets = targets }.RunAsync(setting, ct));

        Metric[] closed = [Rate, P50, P99];
        await Add("log-metric, 1 connection", closed, side => side.LogMetric(1), new Target(Rate, LeastRatio));
        await Add("log-metric, 8 connections", closed, side => side.LogMetric(8), new Target(Rate, LeastRatio));
        await Add("log-metric, open loop of 100/s", [P50, P99], side => side.LogMetricOpen(100));
        await Add("log-batch of 1,000 metrics with 1,000 keys", closed, side => side.LogBatch(1000), new Target(Rate, LeastRatio));
        await Add("log-batch of 1,000 points of one metric", closed, side => side.LogBatch(1), new Target(Rate, LeastRatio));
        await Add("runs/create, 8 connections", closed, side => side.CreateRun(), new Target(Rate, LeastRatio));
        await Add("runs/get, 8 connections", closed, side => side.GetRun(), new Target(Rate, LeastRatio));
        await Add($"runs/search of {runCount:N0} runs by a metric and a parameter", closed, side => side.Search(), new Target(Rate, LeastRatio));
        await Add("artifact upload, 25 MB", [Speed], side => side.Upload());
        await Add("artifact download, 25 MB", [Speed], side => side.Download());
        await Add("memory and start", [Memory, Start], side => Once(side, () => [side.IdleMb, side.StartMs]), new Target(Memory, 10));
        await Add("memory after all that", [Memory], side => Once(side, () => [side.MemoryMb]), new Target(Memory, 10));
        return figures;
    }

    private static Contestant Once(TrackingSide side, Func<double[]> measure) => new(side.Name, _ => Task.FromResult(measure()));

    private static async Task MustAgreeAsync(TrackingSide[] sides, CancellationToken ct)
    {
        var counts = new List<int>();
        foreach (var side in sides)
        {
            counts.Add(await side.FoundAsync(ct));
        }

        if (counts.Distinct().Count() > 1 || counts[0] == 0)
        {
            throw new DisagreementException($"The search finds {string.Join(" and ", counts)} runs.");
        }
    }
}
