namespace Millrace.Features.Windows;

/// <summary>
/// From the counters of a window to an aggregate's value. The offline sweep and the online lookup arrive at the same
/// counters and end here both, so their values are the same to the last bit.
/// </summary>
/// <param name="Function">Not min or max; those are not sums.</param>
/// <param name="CountSlot">The counter with the number of values.</param>
/// <param name="Sum">Sum of the values on their grid; null for count.</param>
/// <param name="SquareSum">Sum of their squares; only for std.</param>
/// <param name="Exponent">The grid's: value = integer × 2^exponent.</param>
internal sealed record WindowFormula(
    WindowFunction Function, int CountSlot, ExactSum? Sum, ExactSum? SquareSum, int Exponent)
{
    /// <summary>The aggregate.</summary>
    /// <param name="counters">Of one entity and window.</param>
    public double Value(ReadOnlySpan<long> counters)
    {
        var count = counters[CountSlot];
        return Function switch
        {
            WindowFunction.Count => count,
            _ when count == 0 => double.NaN,
            WindowFunction.Sum => Total(counters),
            WindowFunction.Mean => Total(counters) / count,
            _ => Deviation(count, counters),
        };
    }

    /// <summary>The aggregate of a window without rows.</summary>
    public double Empty => Function == WindowFunction.Count ? 0 : double.NaN;

    private double Total(ReadOnlySpan<long> counters)
    {
        if (Sum!.LimbCount == 1 && Exponent == 0)
        {
            return counters[Sum.FirstSlot];
        }

        return Math.ScaleB((double)Sum.Join(counters), Exponent);
    }

    // With m = floor(sum / n) and r = sum - n m, the squared deviations sum to (squares - n m² - 2 m r) - r² / n: the
    // bracket is exact, and where it is small enough to cancel against r² / n the whole numerator is.
    private double Deviation(long count, ReadOnlySpan<long> counters)
    {
        if (count < 2)
        {
            return double.NaN;
        }

        var sum = Sum!.Join(counters);
        var mean = sum / count;
        mean -= sum < mean * count ? 1 : 0;
        var rest = sum - (mean * count);
        var (high, low) = Around(SquareSum!.JoinWide(counters), count, mean, rest);
        var deviations = high == 0 && low < long.MaxValue
            ? (double)((low * count) - (rest * rest)) / count
            : Math.ScaleB((double)high, 64) + (double)low - ((double)(rest * rest) / count);
        return Math.ScaleB(Math.Sqrt(deviations / (count - 1)), Exponent);
    }

    // squares - n m² - 2 m r, as high × 2^64 + low with low in [0, 2^64).
    private static (Int128 High, Int128 Low) Around((Int128 High, Int128 Low) squares, long count, Int128 mean, Int128 rest)
    {
        var meanSquare = mean * mean;
        var low = squares.Low - ((Int128)(ulong)(meanSquare & ulong.MaxValue) * count) - (2 * mean * rest);
        var high = squares.High - ((meanSquare >> 64) * count) + (low >> 64);
        return (high, low & ulong.MaxValue);
    }
}
