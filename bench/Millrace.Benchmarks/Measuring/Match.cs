namespace Millrace.Benchmarks.Measuring;

/// <summary>Ours against peers at one task.</summary>
/// <param name="Subject">The task, with its size.</param>
/// <param name="Metrics">What is measured.</param>
/// <param name="Ours">Our side.</param>
/// <param name="Peers">The named others; empty when none is installed.</param>
internal sealed record Match(string Subject, IReadOnlyList<Metric> Metrics, Contestant Ours, IReadOnlyList<Contestant> Peers)
{
    /// <summary>What the design asks for.</summary>
    public IReadOnlyList<Target> Targets { get; init; } = [];

    /// <summary>
    /// Lets every side run once unmeasured, then all sides in turn, round after round, each other round in reverse, so that
    /// a machine that grows slower or faster meanwhile does so for all of them.
    /// </summary>
    public async Task<IReadOnlyList<Figure>> RunAsync(Setting setting, CancellationToken ct)
    {
        Contestant[] sides = [Ours, .. Peers];
        var values = sides.Select(_ => new List<double[]>()).ToArray();
        for (var round = -1; round < setting.Rounds; round++)
        {
            var order = Enumerable.Range(0, sides.Length);
            foreach (var side in round % 2 == 0 ? order : order.Reverse())
            {
                setting.Note($"  {Subject}: {sides[side].Name}, {(round < 0 ? "warm-up" : $"round {round + 1} of {setting.Rounds}")}");
                var measured = await sides[side].MeasureAsync(ct);
                if (round >= 0)
                {
                    values[side].Add(measured);
                }
            }
        }

        return [.. Metrics.Index().SelectMany(metric => Figures(metric.Item, metric.Index, values))];
    }

    private IEnumerable<Figure> Figures(Metric metric, int index, List<double[]>[] values)
    {
        var all = values.Select(side => new Sample([.. side.Select(round => round[index])])).ToArray();
        if (Peers.Count == 0)
        {
            yield return new Figure(Subject, metric, Ours.Name, all[0], null, null, null, null, null);
        }

        for (var peer = 0; peer < Peers.Count; peer++)
        {
            var ratios = all[0].Values.Zip(all[peer + 1].Values, metric.Ratio).ToArray();
            var target = Targets.FirstOrDefault(t => t.Metric == metric && (t.Peer is null || t.Peer == Peers[peer]));
            yield return new Figure(
                Subject, metric, Ours.Name, all[0], Peers[peer].Name, all[peer + 1],
                ratios.Any(double.IsNaN) ? null : new Sample(ratios), target?.LeastRatio, target?.Most);
        }
    }
}

/// <summary>What the design asks for of a metric.</summary>
/// <param name="Metric">Which.</param>
/// <param name="LeastRatio">At least so many times as good as the peer, see <see cref="Measuring.Metric.Ratio"/>; null for no such bound.</param>
/// <param name="Most">Our own value at most; null for no such bound.</param>
internal sealed record Target(Metric Metric, double? LeastRatio, double? Most = null)
{
    /// <summary>Against which peer; null for the only one.</summary>
    public Contestant? Peer { get; init; }
}
