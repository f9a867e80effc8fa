namespace Millrace.Onnx;

/// <summary>How one raw column becomes features. Every raw column is an input tensor [N, 1] of its own.</summary>
/// <param name="Input">The raw column's name.</param>
public abstract record FeatureTransform(string Input)
{
    /// <summary>Element type of the raw column.</summary>
    public abstract OnnxElement Element { get; }
}
