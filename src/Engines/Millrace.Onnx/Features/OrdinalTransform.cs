namespace Millrace.Onnx;

/// <summary>A text as the index of its category.</summary>
/// <param name="Input">The raw column's name, and the feature's: a string, <see cref="MissingText"/> for null.</param>
/// <param name="Categories">The categories, in the order of their indices from 0; compared by ordinal, without repetition.</param>
public sealed record OrdinalTransform(string Input, IReadOnlyList<string> Categories) : FeatureTransform(Input)
{
    /// <summary>Stands for a null text, because string tensors have no null. It is an unknown category like any other,
    /// unless the categories contain it.</summary>
    public const string MissingText = "";

    /// <inheritdoc/>
    public override OnnxElement Element => OnnxElement.String;

    /// <summary>What a text outside the categories counts as.</summary>
    /// <value>NaN, which trees understand as missing.</value>
    public float Unknown { get; init; } = float.NaN;

    /// <inheritdoc/>
    public bool Equals(OrdinalTransform? other) => other is not null
        && Input == other.Input && Unknown.Equals(other.Unknown) && Categories.SequenceEqual(other.Categories);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Input, Unknown, Categories.Count);
}
