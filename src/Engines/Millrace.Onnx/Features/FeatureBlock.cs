namespace Millrace.Onnx.Features;

/// <summary>Some neighbouring columns of the feature matrix.</summary>
/// <param name="Names">The features, in column order.</param>
/// <param name="Append">Adds the nodes that compute them: float32 [N, count].</param>
internal sealed record FeatureBlock(IReadOnlyList<string> Names, Func<OnnxGraphBuilder, OnnxValue> Append);
