using System.CommandLine;
using Millrace.Benchmarks.Bootstrap;
using Millrace.Benchmarks.Drift;
using Millrace.Benchmarks.Http;
using Millrace.Benchmarks.Inference;
using Millrace.Benchmarks.Measuring;
using Millrace.Benchmarks.PointInTime;
using Millrace.Benchmarks.Tracking;
using Millrace.Benchmarks.Windows;

namespace Millrace.Benchmarks;

/// <summary>The command line: <c>bench [NAME…] [--quick] [--rounds N] [--json FILE]</c>.</summary>
internal static class BenchmarkCommand
{
    private static readonly IBenchmark[] All =
    [
        new PointInTimeBenchmark(), new WindowsBenchmark(), new InferenceBenchmark(), new HttpBenchmark(), new DriftBenchmark(), new BootstrapBenchmark(), new TrackingBenchmark(),
    ];

    /// <summary>The command.</summary>
    public static RootCommand Build()
    {
        var list = string.Join('\n', All.Select(benchmark => $"  {benchmark.Name,-22}{benchmark.Title}"));
        var names = new Argument<string[]>("name") { Description = "Which benchmarks; all when none is named.", Arity = ArgumentArity.ZeroOrMore };
        names.AcceptOnlyFromAmong([.. All.Select(benchmark => benchmark.Name)]);
        var quick = new Option<bool>("--quick") { Description = "Small sizes and two rounds, to see that everything works; the figures say nothing." };
        var rounds = new Option<int?>("--rounds") { Description = "Measured rounds. [default: 5]" };
        var json = new Option<FileInfo?>("--json") { Description = "Also write the figures to this file." };
        var root = new RootCommand($"Measures Millrace against named peers, side by side, and prints a table.\n\nBenchmarks:\n{list}")
        {
            names, quick, rounds, json, LoadCommand.Build(), ConstantCommand.Build(),
        };
        root.SetAction((parsed, ct) =>
        {
            var isQuick = parsed.GetValue(quick);
            var chosen = parsed.GetValue(names) is { Length: > 0 } given ? given : null;
            return BenchmarkRun.RunAsync(
                [.. All.Where(benchmark => chosen is null || chosen.Contains(benchmark.Name))],
                isQuick, parsed.GetValue(rounds) ?? (isQuick ? 2 : 5), parsed.GetValue(json)?.FullName, ct);
        });
        return root;
    }
}
