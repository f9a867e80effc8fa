using System.Diagnostics;
using Millrace.Benchmarks.Measuring;

namespace Millrace.Benchmarks.Tracking;

/// <summary>One server with what the tasks need: runs to log to, and an experiment to search.</summary>
internal sealed class TrackingSide(string name, TrackingServer server, Setting setting) : IAsyncDisposable
{
    private readonly TrackingLoad load = new(server.Url);
    private readonly byte[] file = RandomBytes(setting.Size(25_000_000, 5_000_000));
    private string experiment = "";
    private string filled = "";
    private string[] runs = [];

    public string Name => name;

    /// <summary>Memory before anything was asked of it.</summary>
    public double IdleMb { get; private set; }

    public double StartMs => server.StartTime.TotalMilliseconds;

    public double MemoryMb => server.MemoryMb;

    private TimeSpan Duration => TimeSpan.FromSeconds(setting.Size(5, 1));

    public async Task PrepareAsync(int runCount, CancellationToken ct)
    {
        IdleMb = server.MemoryMb;
        experiment = await load.ExperimentAsync(ct);
        runs = new string[64];
        for (var i = 0; i < runs.Length; i++)
        {
            // One after the other: sixty-four at once exhaust the connection pool of MLflow's server.
            runs[i] = await load.RunAsync(experiment, ct);
        }

        filled = await load.ExperimentAsync(ct);
        setting.Note($"  {name}: filling an experiment with {runCount} runs");
        await load.FillAsync(filled, runCount, ct);
    }

    public Contestant LogMetric(int connections) => Closed(connections, (connection, ct) => load.LogMetricAsync(runs[connection], ct));

    public Contestant LogMetricOpen(double perSecond) => new(Name, async ct =>
    {
        var all = await TrackingLoad.OpenLoopAsync(perSecond, Duration, (number, token) => load.LogMetricAsync(runs[number % runs.Length], token), ct);
        return all[1..];
    });

    public Contestant LogBatch(int keyCount) => Closed(1, (_, ct) => load.LogBatchAsync(runs[keyCount % 60], keyCount, ct));

    public Contestant CreateRun() => Closed(8, (_, ct) => load.RunAsync(experiment, ct));

    public Contestant GetRun() => Closed(8, (connection, ct) => load.GetAsync(runs[connection + 32], ct));

    public Contestant Search() => Closed(1, (_, ct) => load.SearchAsync(filled, ct));

    public Contestant Upload() => new(Name, async ct =>
    {
        var began = Stopwatch.GetTimestamp();
        await load.UploadAsync($"{experiment}/{runs[0]}/artifacts/file-{Guid.NewGuid():N}.bin", file, ct);
        return [file.Length / 1e6 / Stopwatch.GetElapsedTime(began).TotalSeconds];
    });

    public Contestant Download() => new(Name, async ct =>
    {
        var path = $"{experiment}/{runs[0]}/artifacts/read.bin";
        await load.UploadAsync(path, file, ct);
        var began = Stopwatch.GetTimestamp();
        var length = await load.DownloadAsync(path, ct);
        return length == file.Length
            ? [length / 1e6 / Stopwatch.GetElapsedTime(began).TotalSeconds]
            : throw new DisagreementException($"{Name} gave back {length} of {file.Length} bytes.");
    });

    /// <summary>How many runs the search finds, for the comparison of the two sides.</summary>
    public Task<int> FoundAsync(CancellationToken ct) => load.SearchAsync(filled, ct);

    public async ValueTask DisposeAsync()
    {
        load.Dispose();
        await server.DisposeAsync();
    }

    private Contestant Closed(int connections, Func<int, CancellationToken, Task> request) =>
        new(Name, ct => TrackingLoad.ClosedLoopAsync(connections, Duration, request, ct));

    private static byte[] RandomBytes(int count)
    {
        var bytes = new byte[count];
        new Random(Setting.Seed).NextBytes(bytes);
        return bytes;
    }
}
