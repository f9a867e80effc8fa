namespace Millrace.Onnx;

/// <summary>A model that reads one float32 feature matrix inside a graph.</summary>
public interface IOnnxPredictor
{
    /// <summary>Features per row, in the order it was trained on.</summary>
    int FeatureCount { get; }

    /// <summary>What it gives: <c>probability</c> [N, 1] for binary, <c>probabilities</c> [N, classes] for multi-class,
    /// <c>prediction</c> [N, 1] for regression; all float32.</summary>
    OnnxTensorInfo Output { get; }

    /// <summary>Adds its nodes.</summary>
    /// <param name="graph">The graph to add to.</param>
    /// <param name="features">Float32 [N, <see cref="FeatureCount"/>], NaN for a missing value.</param>
    /// <returns>The value described by <see cref="Output"/>.</returns>
    OnnxValue Append(OnnxGraphBuilder graph, OnnxValue features);
}
