using System.Globalization;
using Millrace.Benchmarks.Measuring;
using Millrace.Benchmarks.Peers;
using Millrace.Statistics.Drift;

namespace Millrace.Benchmarks.Drift;

/// <summary>Drift tests of a wide table.</summary>
internal sealed class DriftBenchmark : IBenchmark
{
    private const int ColumnCount = 20;

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
        var size = $"2 × {rows:N0} rows × {ColumnCount} columns";
        var figures = new List<Figure>();
        foreach (var (task, subject, least, ours) in Tasks(columns))
        {
            Contestant[] peers = python is null ? [] : [Peer(python, task)];
            var match = new Match($"{subject}, {size}, 1 thread", [Metric.Seconds], Contestant.Timed("all columns", () => ours()), peers)
            {
                Targets = least is null || python is null ? [] : [new Target(Metric.Seconds, least.Value)],
            };
            await CheckAsync(python, task, ours, ct);
            figures.AddRange(await match.RunAsync(setting, ct));
        }

        Contestant[] sum = python is null ? [] : [Peer(python, "all")];
        var parallel = Contestant.Timed("one pass", () => DataDrift.Compare(columns, new DriftOptions { Threads = setting.Threads }));
        figures.AddRange(await new Match($"all three, {size}, {setting.Threads} threads", [Metric.Seconds], parallel, sum).RunAsync(setting, ct));
        return figures;
    }

    private static Contestant Peer(PythonPeer python, string task)
    {
        var libraries = task switch
        {
            "psi" => python.NameOf("numpy"),
            "all" => $"{python.NameOf("scipy")} and {python.NameOf("numpy")}",
            _ => python.NameOf("scipy"),
        };
        return new Contestant($"{libraries}, 1 thread", async ct => [(await python.RunAsync(task, ct)).Seconds]);
    }

    private static async Task CheckAsync(PythonPeer? python, string task, Func<double[]> ours, CancellationToken ct)
    {
        if (python is null)
        {
            return;
        }

        var (_, theirs) = await python.RunAsync(task, ct);
        foreach (var (mine, other) in ours().Zip(theirs))
        {
            Agreement.Require($"drift, {task}", mine, other, 1e-9);
        }
    }

    private static IEnumerable<(string Task, string Subject, double? Least, Func<double[]> Ours)> Tasks(NumericColumn[] columns)
    {
        yield return ("ks", "KS", 20, () => [columns.Sum(column => Distance(column).KolmogorovSmirnov)]);
        yield return ("wasserstein", "Wasserstein", 20, () => [columns.Sum(column => Distance(column).Wasserstein)]);
        yield return ("psi", "PSI", 5, () => [columns.Sum(Psi)]);
        yield return ("all", "all three", null, () =>
        {
            var tests = DataDrift.Compare(columns, new DriftOptions { Threads = 1, NumericEffect = NumericEffect.WassersteinOverSigma });
            return [tests.Sum(test => test.Statistic!.Value)];
        }
        );
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
