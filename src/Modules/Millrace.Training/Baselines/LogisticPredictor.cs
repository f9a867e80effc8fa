using Millrace.Onnx;

namespace Millrace.Training.Baselines;

/// <summary>A fitted logistic regression inside a graph.</summary>
/// <param name="weights">One per feature of the preprocessing, in its order.</param>
/// <param name="intercept">Log-odds where every feature is 0.</param>
internal sealed class LogisticPredictor(float[] weights, float intercept) : IOnnxPredictor
{
    /// <inheritdoc/>
    public int FeatureCount => weights.Length;

    /// <inheritdoc/>
    public OnnxTensorInfo Output { get; } = OnnxTensorInfo.Rows("probability", OnnxElement.Float);

    /// <inheritdoc/>
    public OnnxValue Append(OnnxGraphBuilder graph, OnnxValue features)
    {
        var column = graph.Constant<float>(weights, weights.Length, 1);
        var margin = graph.Node("Gemm", [features, column, graph.Constant<float>([intercept], 1)]);
        return graph.Node("Sigmoid", [margin]);
    }
}
