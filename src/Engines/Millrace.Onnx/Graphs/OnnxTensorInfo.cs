namespace Millrace.Onnx;

/// <summary>Name, type and shape of an input or output of a model.</summary>
/// <param name="Name">The name that callers bind.</param>
/// <param name="Element">The element type.</param>
/// <param name="Shape">The dimensions; -1 where any size goes, as for the number of rows.</param>
public sealed record OnnxTensorInfo(string Name, OnnxElement Element, IReadOnlyList<long> Shape)
{
    /// <summary>A table of any number of rows.</summary>
    /// <param name="name">The name that callers bind.</param>
    /// <param name="element">The element type.</param>
    /// <param name="width">Columns, 1 or more.</param>
    public static OnnxTensorInfo Rows(string name, OnnxElement element, long width = 1) => new(name, element, [-1, width]);

    /// <inheritdoc/>
    public bool Equals(OnnxTensorInfo? other) =>
        other is not null && Name == other.Name && Element == other.Element && Shape.SequenceEqual(other.Shape);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Element, Shape.Count);

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Name}: {Element}[{string.Join(", ", Shape.Select(size => size < 0 ? "N" : size.ToString(System.Globalization.CultureInfo.InvariantCulture)))}]";
}
