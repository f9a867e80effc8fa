namespace Millrace.Statistics.Ordering;

/// <summary>Quantiles by linear interpolation of order statistics.</summary>
public static class Quantile
{
    /// <summary>The quantile of a sorted sample, type 7 of Hyndman and Fan (1996), with the rounding of numpy 1.24's
    /// <c>quantile(method="linear")</c>, so that bin edges hit the same data points.</summary>
    /// <param name="sorted">Ascending, finite, at least one value.</param>
    /// <param name="probability">In [0, 1].</param>
    /// <returns>A value between the smallest and the largest of <paramref name="sorted"/>.</returns>
    /// <exception cref="ArgumentException">The sample is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The probability is outside [0, 1].</exception>
    public static double OfSorted(ReadOnlySpan<double> sorted, double probability)
    {
        if (sorted.IsEmpty)
        {
            throw new ArgumentException("A quantile needs at least one value, but got none.", nameof(sorted));
        }

        if (probability is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(probability), probability, "The probability of a quantile must be in [0, 1].");
        }

        var position = (sorted.Length - 1) * probability;
        var below = (int)Math.Floor(position);
        var above = Math.Min(below + 1, sorted.Length - 1);
        var part = position - below;
        var gap = sorted[above] - sorted[below];
        return part >= 0.5 ? sorted[above] - (gap * (1 - part)) : sorted[below] + (gap * part);
    }

    /// <summary>Equally spaced numbers from one bound to the other, both included, rounded as numpy's <c>linspace</c>.</summary>
    internal static double[] Linspace(double from, double to, int count)
    {
        var step = (to - from) / (count - 1);
        var numbers = new double[count];
        for (var i = 0; i < count; i++)
        {
            numbers[i] = (i * step) + from;
        }

        numbers[^1] = to;
        return numbers;
    }
}
