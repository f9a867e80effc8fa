namespace Millrace.Benchmarks.Measuring;

/// <summary>One measurement repeated.</summary>
/// <param name="Values">In the order of the rounds.</param>
internal sealed record Sample(IReadOnlyList<double> Values)
{
    /// <summary>The middle one; the mean of the two middle ones for an even number.</summary>
    public double Median
    {
        get
        {
            var sorted = Values.Order().ToArray();
            return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        }
    }

    /// <summary>Smallest.</summary>
    public double Min => Values.Min();

    /// <summary>Largest.</summary>
    public double Max => Values.Max();
}
