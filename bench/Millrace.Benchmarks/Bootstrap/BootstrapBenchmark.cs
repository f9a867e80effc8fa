using System.Diagnostics;
using System.Globalization;
using Millrace.Benchmarks.Measuring;
using Millrace.Benchmarks.Peers;
using Millrace.Statistics.Classification;
using Millrace.Statistics.Resampling;

namespace Millrace.Benchmarks.Bootstrap;

/// <summary>Confidence intervals by resampling days.</summary>
internal sealed class BootstrapBenchmark : IBenchmark
{
    private const int Resamples = 1_000;
    private const int Days = 30;

    // The peers' time is linear in the resamples; a few are measured and multiplied.
    private const int PeerResamples = 20;

    public string Name => "bootstrap";

    public string Title => "1,000 resamples of days: ours gives all nine metrics, the peers the AUC alone";

    public async Task<IReadOnlyList<Figure>> RunAsync(Setting setting, CancellationToken ct)
    {
        var rows = setting.Size(500_000, 50_000);
        var (labels, scores, days) = Rows(rows);
        var path = setting.File("bootstrap.f64");
        FloatFile.Write(path, [Array.ConvertAll(labels, label => label ? 1.0 : 0.0), scores, Array.ConvertAll(days, day => (double)day)]);
        string[] arguments = [path, .. new[] { rows, Days, PeerResamples }.Select(number => number.ToString(CultureInfo.InvariantCulture))];
        using var python = await PythonPeer.StartAsync("bootstrap_peer.py", arguments, setting.Note, ct);
        if (python is not null)
        {
            await CheckAsync(python, BinaryScores.From(labels, scores), ct);
        }

        Contestant[] peers = python is null
            ? []
            :
            [
                Peer(python, "sklearn", $"{python.NameOf("scikit-learn")} roc_auc_score"),
                Peer(python, "numpy", $"{python.NameOf("numpy")} by hand, sorted once"),
            ];
        var ours = new Contestant("nine metrics", ct => Task.FromResult(new[] { Measure(1, ct), Measure(setting.Threads, ct) }));
        return await new Match(
            $"{rows:N0} rows in {Days} days, {Resamples:N0} resamples",
            [new Metric("time, 1 thread", "s"), new Metric($"time, ours on {setting.Threads} threads", "s")], ours, peers).RunAsync(setting, ct);

        double Measure(int threads, CancellationToken ct)
        {
            GC.Collect();
            var start = Stopwatch.GetTimestamp();
            BlockBootstrap.Run(
                [new BootstrapModel("model", BinaryScores.From(labels, scores), 0.5)], days,
                new BootstrapOptions { Resamples = Resamples, Threads = threads }, ct);
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
    }

    private static Contestant Peer(PythonPeer python, string task, string name) => new(
        $"{name}, AUC alone; {PeerResamples} resamples measured, time × {Resamples / PeerResamples}",
        async ct =>
        {
            var seconds = (await python.RunAsync(task, ct)).Seconds * Resamples / PeerResamples;
            return [seconds, seconds];
        });

    private static async Task CheckAsync(PythonPeer python, BinaryScores scores, CancellationToken ct)
    {
        foreach (var task in new[] { "sklearn", "numpy" })
        {
            var (_, auc) = await python.RunAsync($"{task} identity", ct);
            Agreement.Require($"AUC, {task}", RankingMetrics.RocAuc(scores)!.Value, auc[0], 1e-12);
        }
    }

    // Scores of six digits, so that there are ties as in a real model's.
    private static (bool[] Labels, double[] Scores, int[] Days) Rows(int count)
    {
        var random = new Random(Setting.Seed);
        var (labels, scores, days) = (new bool[count], new double[count], new int[count]);
        for (var row = 0; row < count; row++)
        {
            scores[row] = Math.Round(1 / (1 + Math.Exp(2 - (1.5 * Noise.Normal(random)))), 6);
            labels[row] = random.NextDouble() < scores[row];
            days[row] = (int)((long)row * Days / count);
        }

        return (labels, scores, days);
    }
}
