namespace Millrace.Statistics.Distributions;

/// <summary>Inversion of growing functions.</summary>
internal static class Monotone
{
    /// <summary>Where a growing function reaches a value, to the last digits, by doubling and then halving.</summary>
    /// <param name="function">Does not fall above <paramref name="from"/>.</param>
    /// <param name="value">Value to reach.</param>
    /// <param name="from">Where the value is not yet reached.</param>
    /// <param name="width">First step upward, over 0.</param>
    /// <param name="limit">No farther than this; the limit itself comes back when the value is not reached by then.</param>
    public static double Crossing(Func<double, double> function, double value, double from, double width, double limit = 1e300)
    {
        var (low, high) = (from, Math.Min(from + width, limit));
        while (function(high) < value)
        {
            if (high >= limit)
            {
                return limit;
            }

            (low, high) = (high, Math.Min(from + (2 * (high - from)), limit));
        }

        // Enough halvings for any pair of doubles.
        for (var i = 0; i < 2_100 && high - low > 1e-14 * Math.Abs(high); i++)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = function(middle) < value ? (middle, high) : (low, middle);
        }

        return high;
    }
}
