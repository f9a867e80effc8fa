namespace Millrace.Onnx;

/// <summary>A text as one feature per category, named <c>(name)=(category)</c>: 1 where it is that category, else 0.</summary>
/// <param name="Input">The raw column's name: a string, <see cref="OrdinalTransform.MissingText"/> for null.</param>
/// <param name="Categories">The categories, compared by ordinal, without repetition; any other text gives only zeros.</param>
public sealed record OneHotTransform(string Input, IReadOnlyList<string> Categories) : FeatureTransform(Input)
{
    /// <inheritdoc/>
    public override OnnxElement Element => OnnxElement.String;

    /// <inheritdoc/>
    public bool Equals(OneHotTransform? other) =>
        other is not null && Input == other.Input && Categories.SequenceEqual(other.Categories);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Input, Categories.Count);
}
