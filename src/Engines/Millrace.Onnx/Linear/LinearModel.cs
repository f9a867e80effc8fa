using Millrace.Onnx.Trees;

namespace Millrace.Onnx;

/// <summary>A linear or logistic model as an ONNX predictor; a missing value adds nothing.</summary>
public sealed class LinearModel : IOnnxPredictor
{
    private readonly XgboostObjective _objective;
    private readonly float[] _weights;
    private readonly float[] _offsets;

    private LinearModel(XgboostDocument document, float[] weights)
    {
        _objective = document.Objective;
        var groups = document.GroupCount;
        FeatureCount = document.FeatureCount;
        _weights = weights[..(FeatureCount * groups)];
        var baseMargin = _objective.BaseMargin(document.BaseScore);
        _offsets = [.. weights[(FeatureCount * groups)..].Select(bias => bias + baseMargin)];
        Output = OnnxTensorInfo.Rows(_objective.OutputName, OnnxElement.Float, groups);
    }

    /// <inheritdoc/>
    public int FeatureCount { get; }

    /// <inheritdoc/>
    public OnnxTensorInfo Output { get; }

    /// <summary>Coefficients, features × outputs, row-major.</summary>
    public IReadOnlyList<float> Weights => _weights;

    /// <summary>Intercept per output, the base score included, on the margin's scale.</summary>
    public IReadOnlyList<float> Intercepts => _offsets;

    /// <summary>Converts a <c>gblinear</c> model.</summary>
    /// <param name="modelJson">The model as XGBoost saves it in its JSON format.</param>
    /// <exception cref="OnnxException">The bytes are no such model, or its objective has a link that ONNX cannot express.</exception>
    public static LinearModel FromXgboostJson(ReadOnlySpan<byte> modelJson)
    {
        var document = XgboostDocument.Parse(modelJson);
        try
        {
            var name = document.Booster.GetProperty("name").GetString();
            if (name != "gblinear")
            {
                throw new OnnxException($"Booster '{name}' is not a linear model.");
            }

            var weights = document.Booster.GetProperty("model").GetProperty("weights");
            return new LinearModel(document, [.. weights.EnumerateArray().Select(weight => weight.GetSingle())]);
        }
        catch (Exception invalid) when (XgboostDocument.IsForeign(invalid))
        {
            throw XgboostDocument.NotAModel(invalid);
        }
    }

    /// <inheritdoc/>
    public OnnxValue Append(OnnxGraphBuilder graph, OnnxValue features)
    {
        var groups = _offsets.Length;
        var isMissing = graph.Node("IsNaN", [features]);
        var known = graph.Node("Where", [isMissing, graph.Constant<float>([0f]), features]);
        var weights = graph.Constant<float>(_weights, FeatureCount, groups);
        var offsets = graph.Constant<float>(_offsets, groups);
        return _objective.Transform(graph, graph.Node("Gemm", [known, weights, offsets]));
    }
}
