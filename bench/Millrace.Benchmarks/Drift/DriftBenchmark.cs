using System.Diagnostics;
using System.Globalization;
using Millrace.Benchmarks.Measuring;
using Millrace.Benchmarks.Peers;
using Millrace.Statistics.Drift;

namespace Millrace.Benchmarks.Drift;

/// <summary>Drift tests of a wide table.</summary>
internal sealed class DriftBenchmark : IBenchmark
{
    private const int ColumnCount = 20;
    private static readonly Metric Ks = new("KS, 1 thread", "s");
    private static readonly Metric Wasserstein = new("Wasserstein, 1 thread", "s");
    private static readonly Metric Both = new("KS and Wasserstein, 1 thread", "s");
    private static readonly Metric Stability = new("PSI, 1 thread", "s");
    private static readonly Metric All = new("all three, 1 thread", "s");
    private static readonly Metric Parallel = new($"all three, ours on {Environment.ProcessorCount} threads", "s");

    public string Name => "drift";

    public string Title => "Kolmogorov–Smirnov, Wasserstein and PSI of a table's columns against scipy and numpy";

    public async Task<IReadOnlyList<Figure>> RunAsync(Setting setting, CancellationToken ct)
    {
        var rows = setting.Size(1_000_000, 50_000);
        var columns = Columns(rows);
        var path = setting.File("drift.f64");
        FloatFile.Write(path, columns.SelectMany(column => new[] { column.Reference.ToArray(), column.Current.ToArray() }));
        string[] arguments = [path, rows.ToString(CultureInfo.InvariantCulture), ColumnCount.ToString(CultureInfo.InvariantCulture)];
        using var python = await PythonPeer.StartAsync("drift_peer.py", arguments, setting.Note, ct);
        Contestant[] peers = python is null
            ? []
            : [new($"{python.NameOf("scipy")} and {python.NameOf("numpy")}", async ct => SecondsOf(await python.RunAsync("all", ct)))];
        if (python is not null)
        {
            await CheckAsync(python, columns, ct);
        }

        var match = new Match(
            $"2 × {rows:N0} rows × {ColumnCount} columns", [Ks, Wasserstein, Both, Stability, All, Parallel],
            new Contestant("sort, then merge", _ => Task.FromResult(Measure(setting, columns))), peers)
        {
            Targets = [new Target(Both, 20), new Target(Stability, 5)],
        };
        return await match.RunAsync(setting, ct);
    }

    // The results are the seconds of KS, Wasserstein and PSI, then their sums.
    private static double[] SecondsOf((double Seconds, double[] Results) measured) =>
    [
        measured.Results[0], measured.Results[1], measured.Results[0] + measured.Results[1], measured.Results[2],
        measured.Seconds, measured.Seconds,
    ];

    private static double[] Measure(Setting setting, NumericColumn[] columns) =>
    [
        Seconds(() => columns.Sum(column => Distance(column).KolmogorovSmirnov)),
        Seconds(() => columns.Sum(column => Distance(column).Wasserstein)),
        Seconds(() => columns.Sum(column => Distance(column) is { KolmogorovSmirnov: var ks, Wasserstein: var area } ? ks + area : 0)),
        Seconds(() => columns.Sum(Psi)),
        Seconds(() => DataDrift.Compare(columns, new DriftOptions { Threads = 1 })),
        Seconds(() => DataDrift.Compare(columns, new DriftOptions { Threads = setting.Threads })),
    ];

    private static double Seconds<T>(Func<T> compute)
    {
        GC.Collect();
        var start = Stopwatch.GetTimestamp();
        compute();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task CheckAsync(PythonPeer python, NumericColumn[] columns, CancellationToken ct)
    {
        var (_, results) = await python.RunAsync("all", ct);
        Agreement.Require("sum of the KS statistics", columns.Sum(column => Distance(column).KolmogorovSmirnov), results[3], 1e-9);
        Agreement.Require("sum of the Wasserstein distances", columns.Sum(column => Distance(column).Wasserstein), results[4], 1e-9);
        Agreement.Require("sum of the PSIs", columns.Sum(Psi), results[5], 1e-9);
    }

    private static EmpiricalDistance Distance(NumericColumn column) =>
        EmpiricalDistance.Between(SortedSample.Of(column.Reference.Span), SortedSample.Of(column.Current.Span));

    private static double Psi(NumericColumn column)
    {
        var bins = BinnedShares.ByQuantile(SortedSample.Of(column.Reference.Span), SortedSample.Of(column.Current.Span))!;
        return Divergence.Psi(bins.Reference, bins.Current);
    }

    // Four in five columns are continuous with all their digits, one in five counts with many ties.
    private static NumericColumn[] Columns(int rows) =>
    [
        .. Enumerable.Range(0, ColumnCount).Select(number =>
        {
            var random = new Random(Setting.Seed + number);
            return new NumericColumn($"c{number}", Side(random, rows, number, 0), Side(random, rows, number, 0.05));
        }),
    ];

    private static double[] Side(Random random, int rows, int number, double shift)
    {
        var values = Noise.Normal(random, rows, 10 + shift, 1 + (number % 3));
        return number % 5 == 4 ? Array.ConvertAll(values, Math.Round) : values;
    }
}
