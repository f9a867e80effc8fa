namespace Millrace.Training.Preprocessing;

/// <summary>What a numeric column of train looks like; missing values (NaN and infinities) are left out.</summary>
/// <param name="Count">Values that are there.</param>
/// <param name="MissingCount">Values that are not.</param>
/// <param name="Mean">Mean; NaN without values.</param>
/// <param name="Deviation">Standard deviation with ddof 0, as scikit-learn's StandardScaler; NaN without values.</param>
/// <param name="Min">Smallest; NaN without values.</param>
/// <param name="Max">Largest; NaN without values.</param>
/// <param name="Median">Middle value, or the mean of the two in the middle; NaN without values.</param>
internal sealed record ColumnSummary(
    long Count, long MissingCount, double Mean, double Deviation, double Min, double Max, double Median)
{
    /// <summary>Summarizes a column. Sums run in row order, so that equal columns give equal bits.</summary>
    public static ColumnSummary Of(ReadOnlySpan<double> values)
    {
        var present = new double[values.Length];
        var count = 0;
        foreach (var value in values)
        {
            if (double.IsFinite(value))
            {
                present[count++] = value;
            }
        }

        if (count == 0)
        {
            return new ColumnSummary(0, values.Length, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
        }

        var there = present.AsSpan(0, count);
        var (sum, min, max) = (0.0, there[0], there[0]);
        foreach (var value in there)
        {
            (sum, min, max) = (sum + value, Math.Min(min, value), Math.Max(max, value));
        }

        var mean = sum / count;
        var squares = 0.0;
        foreach (var value in there)
        {
            squares += (value - mean) * (value - mean);
        }

        return new ColumnSummary(count, values.Length - count, mean, Math.Sqrt(squares / count), min, max, Selection.Median(there));
    }
}
