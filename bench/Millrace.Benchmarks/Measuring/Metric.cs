namespace Millrace.Benchmarks.Measuring;

/// <summary>What is measured.</summary>
/// <param name="Name">For instance <c>time</c> or <c>p99</c>.</param>
/// <param name="Unit">For instance <c>s</c>.</param>
/// <param name="IsHigherBetter">True for rates, false for times and sizes.</param>
internal sealed record Metric(string Name, string Unit, bool IsHigherBetter = false)
{
    /// <summary>Wall-clock seconds.</summary>
    public static Metric Seconds { get; } = new("time", "s");

    /// <summary>How many times as good as the peer: over 1 we are ahead, under 1 we lose. NaN when a side is 0.</summary>
    public double Ratio(double ours, double peer) =>
        ours <= 0 || peer <= 0 ? double.NaN : IsHigherBetter ? ours / peer : peer / ours;
}
