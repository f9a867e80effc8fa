using Millrace.Statistics.Classification;

namespace Millrace.Statistics.Resampling;

/// <summary>How a bootstrap is run. The same options and rows give the same intervals, whatever the threads.</summary>
public sealed record BootstrapOptions
{
    /// <summary>Resamples, at least 100; default 1,000.</summary>
    public int Resamples { get; init; } = 1_000;

    /// <summary>Share of resamples inside an interval, over 0 and under 1; default 0.95.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Seed of the draws; state it beside the intervals.</summary>
    public ulong Seed { get; init; } = 20_010_601;

    /// <summary>Threads to use, at least 1; default all cores.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>What outcomes are worth; without it there is no interval for <see cref="BinaryMetric.ValuePerRow"/>.</summary>
    public OutcomeValues? Values { get; init; }

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Resamples, 100);
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads, 1);
        if (Confidence is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(Confidence), Confidence, "Confidence must be over 0 and under 1.");
        }
    }
}
