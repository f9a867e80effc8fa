using Millrace.Statistics.Distributions;

namespace Millrace.Statistics.Testing;

/// <summary>Successes among the units of one arm.</summary>
public sealed record ProportionSample
{
    /// <summary>Holds the counts.</summary>
    /// <param name="successes">From 0 to <paramref name="units"/>.</param>
    /// <param name="units">At least 1.</param>
    /// <exception cref="ArgumentException">A count is out of its range.</exception>
    public ProportionSample(long successes, long units)
    {
        if (units < 1 || successes < 0 || successes > units)
        {
            throw new ArgumentException(
                $"0 <= successes <= units and units >= 1 must hold, but got {successes} successes of {units} units.", nameof(successes));
        }

        (Successes, Units) = (successes, units);
    }

    /// <summary>Units with a success.</summary>
    public long Successes { get; }

    /// <summary>All units.</summary>
    public long Units { get; }

    /// <summary>Share of successes, in [0, 1].</summary>
    public double Share => (double)Successes / Units;

    /// <summary>Wilson's (1927) score interval of the share.</summary>
    /// <param name="alpha">One minus the confidence, over 0 and under 1.</param>
    /// <returns>Inside [0, 1]; sensible also at 0 and at all successes.</returns>
    public ConfidenceInterval Wilson(double alpha = 0.05)
    {
        ConfidenceInterval.CheckAlpha(alpha);
        var z = StandardNormal.Exceeded(alpha / 2);
        var square = z * z / Units;
        var centre = (Share + (square / 2)) / (1 + square);
        var half = Math.Sqrt((Share * (1 - Share) * square) + (square * square / 4)) / (1 + square);
        return new(Math.Max(0, centre - half), Math.Min(1, centre + half));
    }
}
