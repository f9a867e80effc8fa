namespace Millrace.Onnx;

/// <summary>A number as a feature: <c>(x − Offset) × Scale</c>, computed in double, given as float32.</summary>
/// <param name="Input">The raw column's name, and the feature's.</param>
/// <param name="Type">Float, Double, Int64 or Bool (false 0, true 1). A column with nulls arrives as Double or Float,
/// NaN for null.</param>
/// <remarks>NaN and infinities, also those that only arise in float32, are missing values.</remarks>
public sealed record NumericTransform(string Input, OnnxElement Type = OnnxElement.Double) : FeatureTransform(Input)
{
    /// <inheritdoc/>
    public override OnnxElement Element => Type;

    /// <summary>What a missing value counts as, on the raw scale; null leaves it NaN, which trees understand.</summary>
    public double? Impute { get; init; }

    /// <summary>Subtracted from the raw value.</summary>
    public double Offset { get; init; }

    /// <summary>Multiplies the difference.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Adds the feature <c>(name)_is_missing</c>: 1 where the raw value is missing, else 0.</summary>
    public bool HasMissingIndicator { get; init; }

    /// <summary>Scaled to mean 0 and deviation 1.</summary>
    /// <param name="mean">Mean of the training rows.</param>
    /// <param name="deviation">Standard deviation of the training rows; 0 (a constant column) is left unscaled.</param>
    public NumericTransform Standardized(double mean, double deviation) =>
        this with { Offset = mean, Scale = deviation > 0 ? 1 / deviation : 1 };

    /// <summary>Scaled to [0, 1] over the training range.</summary>
    /// <param name="minimum">Smallest value of the training rows.</param>
    /// <param name="maximum">Largest value of the training rows; the same as the smallest is left unscaled.</param>
    public NumericTransform Rescaled(double minimum, double maximum) =>
        this with { Offset = minimum, Scale = maximum > minimum ? 1 / (maximum - minimum) : 1 };

    internal bool IsScaled => Offset != 0 || Scale != 1;

    internal float Fill => Impute is { } value ? (float)((value - Offset) * Scale) : float.NaN;
}
