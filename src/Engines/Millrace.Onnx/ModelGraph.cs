namespace Millrace.Onnx;

/// <summary>Puts preprocessing and predictor together into one model file.</summary>
public static class ModelGraph
{
    /// <summary>Name of the float32 feature matrix, as an output of the preprocessing or an input of a bare predictor.</summary>
    public const string FeaturesName = "features";

    /// <summary>Names of all outputs that models have; no raw column may be called so.</summary>
    internal static readonly IReadOnlyCollection<string> OutputNames =
        [FeaturesName, "probability", "probabilities", "prediction"];

    /// <summary>The preprocessing alone: raw columns in, <see cref="FeaturesName"/> out. What a trainer reads.</summary>
    /// <param name="preprocessing">The definition.</param>
    /// <param name="metadata">Texts to attach.</param>
    public static byte[] Features(Preprocessing preprocessing, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var graph = new OnnxGraphBuilder("features");
        graph.Output(preprocessing.Append(graph), Matrix(preprocessing.FeatureNames.Count));
        return Build(graph, metadata);
    }

    /// <summary>Preprocessing and predictor in one graph: raw columns in, prediction out. What serves.</summary>
    /// <param name="preprocessing">The definition the predictor was trained with.</param>
    /// <param name="predictor">What reads the features.</param>
    /// <param name="metadata">Texts to attach.</param>
    /// <param name="givesFeatures">Whether the feature matrix is a second output, for explanations and monitoring; a
    /// runtime computes it only when it is asked for.</param>
    /// <exception cref="ArgumentException">The predictor was trained on another number of features.</exception>
    public static byte[] Complete(
        Preprocessing preprocessing,
        IOnnxPredictor predictor,
        IReadOnlyDictionary<string, string>? metadata = null,
        bool givesFeatures = false)
    {
        if (preprocessing.FeatureNames.Count != predictor.FeatureCount)
        {
            throw new ArgumentException(
                $"The preprocessing gives {preprocessing.FeatureNames.Count} features, but the predictor reads {predictor.FeatureCount}.",
                nameof(predictor));
        }

        var graph = new OnnxGraphBuilder("model");
        var features = preprocessing.Append(graph);
        graph.Output(predictor.Append(graph, features), predictor.Output);
        if (givesFeatures)
        {
            graph.Output(features, Matrix(predictor.FeatureCount));
        }

        return Build(graph, metadata);
    }

    /// <summary>A model that reads a ready feature matrix.</summary>
    /// <param name="predictor">What reads it.</param>
    /// <param name="metadata">Texts to attach.</param>
    public static byte[] Predict(IOnnxPredictor predictor, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var graph = new OnnxGraphBuilder("predict");
        var features = graph.Input(Matrix(predictor.FeatureCount));
        graph.Output(predictor.Append(graph, features), predictor.Output);
        return Build(graph, metadata);
    }

    private static OnnxTensorInfo Matrix(int width) => OnnxTensorInfo.Rows(FeaturesName, OnnxElement.Float, width);

    private static byte[] Build(OnnxGraphBuilder graph, IReadOnlyDictionary<string, string>? metadata)
    {
        foreach (var (key, value) in (metadata ?? new Dictionary<string, string>()).OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            graph.Metadata(key, value);
        }

        return graph.Build();
    }
}
