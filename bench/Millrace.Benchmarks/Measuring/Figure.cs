namespace Millrace.Benchmarks.Measuring;

/// <summary>One row of the published table.</summary>
/// <param name="Subject">The task.</param>
/// <param name="Metric">What was measured.</param>
/// <param name="OursName">Our side.</param>
/// <param name="Ours">Its values.</param>
/// <param name="PeerName">The other side; null when none was installed.</param>
/// <param name="Peer">Its values.</param>
/// <param name="Ratio">How many times as good as the peer, round by round; null without a peer or where a side is 0.</param>
/// <param name="Target">The ratio that the design asks for at least; null where it asks for none.</param>
internal sealed record Figure(
    string Subject, Metric Metric, string OursName, Sample Ours, string? PeerName, Sample? Peer, Sample? Ratio, double? Target)
{
    /// <summary>Whether the median reaches the target; null without either.</summary>
    public bool? IsMet => Ratio is null || Target is null ? null : Ratio.Median >= Target;
}
