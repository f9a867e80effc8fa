namespace Millrace.Statistics.Correlation;

/// <summary>Linear correlation of numeric columns.</summary>
public static class PearsonCorrelation
{
    /// <summary>Correlation of two columns over the rows where both are present (Pearson 1895; numpy's <c>corrcoef</c>).</summary>
    /// <param name="x">Numbers, or NaN where missing.</param>
    /// <param name="y">Same length.</param>
    /// <returns>In [−1, 1]; null with fewer than two common rows or when a column does not vary over them.</returns>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static double? Between(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length)
        {
            throw new ArgumentException($"Both columns need the same rows, but have {x.Length} and {y.Length}.", nameof(y));
        }

        // Updating means row by row keeps the digits that a large common offset would cost.
        var (count, meanX, meanY, xx, yy, xy) = (0, 0.0, 0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            if (double.IsNaN(x[i]) || double.IsNaN(y[i]))
            {
                continue;
            }

            count++;
            var (dx, dy) = (x[i] - meanX, y[i] - meanY);
            meanX += dx / count;
            meanY += dy / count;
            xx += dx * (x[i] - meanX);
            yy += dy * (y[i] - meanY);
            xy += dx * (y[i] - meanY);
        }

        return xx > 0 && yy > 0 ? Math.Clamp(xy / Math.Sqrt(xx * yy), -1, 1) : null;
    }

    /// <summary>Correlation of every column with every other.</summary>
    /// <param name="columns">Columns of the same length; NaN where missing.</param>
    /// <returns>Symmetric, as many rows and columns as columns; null where undefined.</returns>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static double?[,] Matrix(IReadOnlyList<ReadOnlyMemory<double>> columns)
    {
        var matrix = new double?[columns.Count, columns.Count];
        for (var i = 0; i < columns.Count; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                matrix[i, j] = matrix[j, i] = Between(columns[i].Span, columns[j].Span);
            }
        }

        return matrix;
    }
}
