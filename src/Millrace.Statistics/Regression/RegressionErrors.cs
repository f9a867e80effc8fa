namespace Millrace.Statistics.Regression;

/// <summary>How far predictions are from the truth.</summary>
/// <param name="MeanAbsoluteError">Mean |error|, in the unit of the target.</param>
/// <param name="RootMeanSquaredError">Square root of the mean squared error, in the unit of the target.</param>
/// <param name="RSquared">1 − squared errors / squared deviations of the truth from its mean; 1 is perfect, 0 as good as
/// the mean, below 0 worse. Null when the truth is constant, because it is undefined then.</param>
/// <param name="MeanError">Mean of prediction − truth (bias), in the unit of the target.</param>
public sealed record RegressionErrors(
    double MeanAbsoluteError, double RootMeanSquaredError, double? RSquared, double MeanError)
{
    /// <summary>Compares predictions with the truth (scikit-learn's <c>mean_absolute_error</c>,
    /// <c>mean_squared_error</c> and <c>r2_score</c>).</summary>
    /// <param name="actual">The truth, at least one row.</param>
    /// <param name="predicted">Same length.</param>
    /// <returns>The errors.</returns>
    /// <exception cref="ArgumentException">No rows, lengths differ, or a number is not finite; the message names its index.</exception>
    public static RegressionErrors Of(ReadOnlySpan<double> actual, ReadOnlySpan<double> predicted)
    {
        if (actual.IsEmpty || actual.Length != predicted.Length)
        {
            throw new ArgumentException(
                $"There must be one prediction per true value and at least one row, but got {actual.Length} true values "
                + $"and {predicted.Length} predictions.",
                nameof(predicted));
        }

        var (absolute, squared, signed, total) = (0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < actual.Length; i++)
        {
            var error = predicted[i] - actual[i];
            if (!double.IsFinite(error))
            {
                throw new ArgumentException(
                    $"Values must be finite, but row {i} has truth {actual[i]} and prediction {predicted[i]}.", nameof(actual));
            }

            absolute += Math.Abs(error);
            squared += error * error;
            signed += error;
            total += actual[i];
        }

        var n = actual.Length;
        var variation = Variation(actual, total / n);
        return new(absolute / n, Math.Sqrt(squared / n), variation > 0 ? 1 - (squared / variation) : null, signed / n);
    }

    private static double Variation(ReadOnlySpan<double> values, double mean)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += (value - mean) * (value - mean);
        }

        return sum;
    }
}
