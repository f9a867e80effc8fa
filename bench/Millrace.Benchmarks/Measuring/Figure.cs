namespace Millrace.Benchmarks.Measuring;

/// <summary>One row of the published table.</summary>
/// <param name="Subject">The task.</param>
/// <param name="Metric">What was measured.</param>
/// <param name="OursName">Our side.</param>
/// <param name="Ours">Its values.</param>
/// <param name="PeerName">The other side; null when none was installed.</param>
/// <param name="Peer">Its values.</param>
/// <param name="Ratio">How many times as good as the peer, round by round; null without a peer or where a side is 0.</param>
/// <param name="LeastRatio">The ratio that the design asks for at least; null where it asks for none.</param>
/// <param name="Most">The value of ours that the design asks for at most; null where it asks for none.</param>
internal sealed record Figure(
    string Subject, Metric Metric, string OursName, Sample Ours, string? PeerName, Sample? Peer, Sample? Ratio,
    double? LeastRatio, double? Most)
{
    /// <summary>Whether the medians reach what is asked; null when nothing is asked or there is nothing to compare with.</summary>
    public bool? IsMet =>
        LeastRatio is { } least ? Ratio?.Median >= least
        : Most is { } most ? Ours.Median <= most
        : null;
}

/// <summary>The figures of one benchmark.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Title">What it measures.</param>
/// <param name="Figures">Its rows; empty when it was left out.</param>
internal sealed record BenchmarkFigures(string Name, string Title, IReadOnlyList<Figure> Figures);
