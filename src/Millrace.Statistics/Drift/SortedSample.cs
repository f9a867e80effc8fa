using Millrace.Statistics.Ordering;

namespace Millrace.Statistics.Drift;

/// <summary>One side of a numeric column, sorted once and shared by all comparisons. NaN means missing. Immutable.</summary>
public sealed class SortedSample
{
    private readonly double[] _values;

    private SortedSample(double[] values, int missingCount)
    {
        (_values, MissingCount) = (values, missingCount);
        (Mean, StandardDeviation) = Moments(values);
    }

    /// <summary>The values present, ascending.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>Values present.</summary>
    public int Count => _values.Length;

    /// <summary>Values missing.</summary>
    public int MissingCount { get; }

    /// <summary>Share of values missing, in [0, 1]; 0 for an empty column.</summary>
    public double MissingShare => MissingCount == 0 ? 0 : (double)MissingCount / (Count + MissingCount);

    /// <summary>Mean of the values present; NaN when there are none.</summary>
    public double Mean { get; }

    /// <summary>Population standard deviation (ddof 0) of the values present; NaN when there are none.</summary>
    public double StandardDeviation { get; }

    /// <summary>Copies and sorts a column.</summary>
    /// <param name="column">Finite numbers, or NaN where missing.</param>
    /// <returns>The sorted sample; empty when everything is missing.</returns>
    /// <exception cref="ArgumentException">A value is infinite; the message names its index.</exception>
    public static SortedSample Of(ReadOnlySpan<double> column)
    {
        var values = GC.AllocateUninitializedArray<double>(column.Length);
        var count = 0;
        for (var i = 0; i < column.Length; i++)
        {
            values[count] = Finite(column[i], i);
            count += double.IsNaN(column[i]) ? 0 : 1;
        }

        return Sorted(values, count);
    }

    /// <inheritdoc cref="Of(ReadOnlySpan{double})"/>
    public static SortedSample Of(ReadOnlySpan<float> column)
    {
        var values = GC.AllocateUninitializedArray<double>(column.Length);
        var count = 0;
        for (var i = 0; i < column.Length; i++)
        {
            values[count] = Finite(column[i], i);
            count += float.IsNaN(column[i]) ? 0 : 1;
        }

        return Sorted(values, count);
    }

    private static SortedSample Sorted(double[] values, int count)
    {
        var missing = values.Length - count;
        Array.Resize(ref values, count);
        var scratch = System.Buffers.ArrayPool<double>.Shared.Rent(count);
        RadixSort.Sort(values, scratch);
        System.Buffers.ArrayPool<double>.Shared.Return(scratch);
        return new(values, missing);
    }

    private static double Finite(double value, int index) => double.IsInfinity(value)
        ? throw new ArgumentException($"A value must be finite or NaN (missing), but column[{index}] is {value}.", "column")
        : value;

    private static (double Mean, double Deviation) Moments(double[] values)
    {
        if (values.Length == 0)
        {
            return (double.NaN, double.NaN);
        }

        // Deviations from a value of the sample keep the digits that a large common offset would cost.
        var origin = values[values.Length / 2];
        var (sum, squares) = (0.0, 0.0);
        foreach (var value in values)
        {
            sum += value - origin;
        }

        var shift = sum / values.Length;
        foreach (var value in values)
        {
            squares += (value - origin - shift) * (value - origin - shift);
        }

        return (origin + shift, Math.Sqrt(squares / values.Length));
    }
}
