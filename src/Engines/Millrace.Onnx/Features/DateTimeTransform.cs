namespace Millrace.Onnx;

/// <summary>Parts of a timestamp as features named <c>(name)_(part)</c>, for instance <c>departure_hour</c>.</summary>
/// <param name="Input">The raw column's name: int64 microseconds since 1970-01-01, negative before;
/// <see cref="MissingMicros"/> for null.</param>
/// <param name="Parts">The parts, one feature each, in this order.</param>
/// <remarks>The arithmetic is in int64 throughout; only a finished part becomes float32. A missing timestamp gives NaN.</remarks>
public sealed record DateTimeTransform(string Input, IReadOnlyList<DateTimePart> Parts) : FeatureTransform(Input)
{
    /// <summary>Stands for a null timestamp, because int64 has no NaN.</summary>
    public const long MissingMicros = long.MinValue;

    /// <inheritdoc/>
    public override OnnxElement Element => OnnxElement.Int64;

    /// <inheritdoc/>
    public bool Equals(DateTimeTransform? other) =>
        other is not null && Input == other.Input && Parts.SequenceEqual(other.Parts);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Input, Parts.Count);
}
