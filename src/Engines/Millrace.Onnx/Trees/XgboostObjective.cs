namespace Millrace.Onnx.Trees;

/// <summary>How an objective of XGBoost turns margins into predictions.</summary>
internal sealed record XgboostObjective(bool IsLogistic, bool IsSoftmax, string OutputName)
{
    internal static XgboostObjective Named(string name) => name switch
    {
        "binary:logistic" or "reg:logistic" => new(IsLogistic: true, IsSoftmax: false, "probability"),
        "multi:softprob" or "multi:softmax" => new(IsLogistic: false, IsSoftmax: true, "probabilities"),
        "reg:squarederror" or "reg:absoluteerror" or "reg:pseudohubererror" or "rank:pairwise" or "rank:ndcg"
            or "binary:logitraw" => new(IsLogistic: false, IsSoftmax: false, "prediction"),
        _ => throw new OnnxException($"Objective '{name}' cannot be converted to ONNX."),
    };

    /// <summary>The base score on the scale of the margins, computed as XGBoost does: in float32.</summary>
    internal float BaseMargin(float baseScore) =>
        IsLogistic ? -MathF.Log((1f / baseScore) - 1f) : baseScore;

    /// <summary>Adds what turns margins [N, groups] into predictions of the same shape.</summary>
    internal OnnxValue Transform(OnnxGraphBuilder graph, OnnxValue margins) =>
        IsLogistic ? graph.Node("Sigmoid", [margins])
        : IsSoftmax ? graph.Node("Softmax", [margins], new OnnxAttribute("axis", 1L))
        : margins;
}
