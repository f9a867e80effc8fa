using Millrace.Statistics.Distributions;

namespace Millrace.Statistics.Testing;

/// <summary>An estimate with its variance, normal for many units.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Variance">Variance of the estimate, 0 or more.</param>
public sealed record NormalEstimate(double Value, double Variance)
{
    /// <summary>Standard error.</summary>
    public double StandardError => Math.Sqrt(Variance);

    /// <summary>Two-sided p of the estimate being 0; null without variance.</summary>
    public double? PValue => Variance > 0 ? 2 * StandardNormal.Above(Math.Abs(Value) / StandardError) : null;

    /// <summary>Interval at this confidence.</summary>
    /// <param name="alpha">One minus the confidence, over 0 and under 1.</param>
    public ConfidenceInterval Interval(double alpha = 0.05)
    {
        ConfidenceInterval.CheckAlpha(alpha);
        return ConfidenceInterval.Around(Value, StandardError * StandardNormal.Exceeded(alpha / 2));
    }

    /// <summary>This estimate minus an independent one.</summary>
    public NormalEstimate Minus(NormalEstimate other) => new(Value - other.Value, Variance + other.Variance);
}

/// <summary>Variances of ratios by their linear part (Deng, Knoblich and Lu 2018, "Applying the delta method in metric
/// analytics").</summary>
public static class DeltaMethod
{
    /// <summary>Relative lift μ_B / μ_A − 1 with variance σ_B² / (N_B μ_A²) + σ_A² μ_B² / (N_A μ_A⁴).</summary>
    /// <param name="control">Arm A; its mean must not be 0.</param>
    /// <param name="treatment">Arm B.</param>
    /// <returns>The lift.</returns>
    /// <exception cref="ArgumentException">The control's mean is 0.</exception>
    public static NormalEstimate RelativeLift(MeanSample control, MeanSample treatment)
    {
        if (control.Mean == 0)
        {
            throw new ArgumentException("A relative lift needs a control whose mean is not 0.", nameof(control));
        }

        var square = control.Mean * control.Mean;
        return new(
            (treatment.Mean / control.Mean) - 1,
            (treatment.MeanVariance / square) + (control.MeanVariance * treatment.Mean * treatment.Mean / (square * square)));
    }

    /// <summary>A ratio metric of one arm, Σ numerators / Σ denominators over its units (clicks per view, say, where the unit
    /// is the user), with variance (s_y² − 2 R s_xy + R² s_x²) / (n x̄²).</summary>
    /// <param name="numerators">One per unit, finite, at least two.</param>
    /// <param name="denominators">Same length and units; their sum must not be 0.</param>
    /// <returns>The ratio; subtract two arms' ratios with <see cref="NormalEstimate.Minus"/>.</returns>
    /// <exception cref="ArgumentException">Lengths differ, too few units, a number is not finite, or the denominators sum to 0.</exception>
    public static NormalEstimate Ratio(ReadOnlySpan<double> numerators, ReadOnlySpan<double> denominators)
    {
        if (numerators.Length != denominators.Length)
        {
            throw new ArgumentException(
                $"There must be one denominator per numerator, but got {denominators.Length} and {numerators.Length}.",
                nameof(denominators));
        }

        var (y, x) = (MeanSample.Of(numerators), MeanSample.Of(denominators));
        if (x.Mean == 0)
        {
            throw new ArgumentException("A ratio needs denominators that do not sum to 0.", nameof(denominators));
        }

        // The residual y − R x has mean 0 and the variance that the three terms add up to.
        var ratio = y.Mean / x.Mean;
        var squares = 0.0;
        for (var i = 0; i < numerators.Length; i++)
        {
            var residual = numerators[i] - (ratio * denominators[i]);
            squares += residual * residual;
        }

        return new(ratio, squares / (numerators.Length - 1.0) / numerators.Length / (x.Mean * x.Mean));
    }
}
