namespace Millrace.Statistics.Testing;

/// <summary>A number per unit of one arm, summarised.</summary>
/// <param name="Units">At least 2.</param>
/// <param name="Mean">Mean over the units.</param>
/// <param name="Variance">Variance over the units (ddof 1), 0 or more.</param>
public sealed record MeanSample(long Units, double Mean, double Variance)
{
    /// <summary>Variance of the mean.</summary>
    public double MeanVariance => Variance / Units;

    /// <summary>Summarises the values of an arm.</summary>
    /// <param name="values">One per unit, finite, at least two.</param>
    /// <returns>The summary.</returns>
    /// <exception cref="ArgumentException">Fewer than two values, or one that is not finite; the message names its index.</exception>
    public static MeanSample Of(ReadOnlySpan<double> values)
    {
        if (values.Length < 2)
        {
            throw new ArgumentException($"A mean with a variance needs at least 2 values, but got {values.Length}.", nameof(values));
        }

        // Welford's update keeps its digits beside a large mean.
        var (mean, squares) = (0.0, 0.0);
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw new ArgumentException($"A value must be finite, but values[{i}] is {values[i]}.", nameof(values));
            }

            var deviation = values[i] - mean;
            mean += deviation / (i + 1);
            squares += deviation * (values[i] - mean);
        }

        return new(values.Length, mean, squares / (values.Length - 1));
    }
}
