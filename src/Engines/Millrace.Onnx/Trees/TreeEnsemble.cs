using System.Text.Json;
using Millrace.Onnx.Trees;

namespace Millrace.Onnx;

/// <summary>Boosted trees as an ONNX predictor.</summary>
/// <remarks>Splits compare in float32 with <c>&lt;</c> and know where a missing value goes, as in XGBoost. The base score is
/// the first tree, a single leaf: a runtime that adds the trees in their order then adds in XGBoost's order, and the
/// margins agree to the last bit.</remarks>
public sealed class TreeEnsemble : IOnnxPredictor
{
    private readonly XgboostObjective _objective;
    private readonly TreeNodes _nodes;
    private readonly int _groupCount;

    private TreeEnsemble(XgboostDocument document, TreeNodes nodes, int treeCount)
    {
        _objective = document.Objective;
        _nodes = nodes;
        _groupCount = document.GroupCount;
        FeatureCount = document.FeatureCount;
        TreeCount = treeCount;
        Output = OnnxTensorInfo.Rows(_objective.OutputName, OnnxElement.Float, _groupCount);
    }

    /// <inheritdoc/>
    public int FeatureCount { get; }

    /// <summary>Trees of the model that are used.</summary>
    public int TreeCount { get; }

    /// <inheritdoc/>
    public OnnxTensorInfo Output { get; }

    /// <summary>Converts a <c>gbtree</c> model.</summary>
    /// <param name="modelJson">The model as XGBoost saves it in its JSON format.</param>
    /// <param name="bestIteration">The last round to use, counted from 0, as early stopping reports it; null for all.</param>
    /// <exception cref="OnnxException">The bytes are no such model, it has fewer rounds, or it uses something that ONNX
    /// cannot express: categorical splits, another booster, an objective with another link.</exception>
    public static TreeEnsemble FromXgboostJson(ReadOnlySpan<byte> modelJson, int? bestIteration = null)
    {
        var document = XgboostDocument.Parse(modelJson);
        try
        {
            return Convert(document, bestIteration);
        }
        catch (Exception invalid) when (XgboostDocument.IsForeign(invalid))
        {
            throw XgboostDocument.NotAModel(invalid);
        }
    }

    /// <inheritdoc/>
    public OnnxValue Append(OnnxGraphBuilder graph, OnnxValue features) =>
        _objective.Transform(graph, AppendMargins(graph, features));

    /// <summary>Adds the trees without the objective's transformation.</summary>
    /// <param name="graph">The graph to add to.</param>
    /// <param name="features">Float32 [N, <see cref="FeatureCount"/>], NaN for a missing value.</param>
    /// <returns>Margins, float32 [N, 1], or [N, classes] for multi-class.</returns>
    public OnnxValue AppendMargins(OnnxGraphBuilder graph, OnnxValue features) => graph.MlNode(
        "TreeEnsembleRegressor",
        features,
        [
            new OnnxAttribute("n_targets", (long)_groupCount),
            new OnnxAttribute("aggregate_function", "SUM"),
            new OnnxAttribute("post_transform", "NONE"),
            .. _nodes.Attributes(),
        ]);

    private static TreeEnsemble Convert(XgboostDocument document, int? bestIteration)
    {
        var name = document.Booster.GetProperty("name").GetString();
        if (name != "gbtree")
        {
            throw new OnnxException($"Booster '{name}' is not an ensemble of plain trees.");
        }

        var model = document.Booster.GetProperty("model");
        var trees = model.GetProperty("trees").EnumerateArray().ToArray();
        var groups = model.GetProperty("tree_info").EnumerateArray().Select(group => group.GetInt32()).ToArray();
        var parallel = XgboostDocument.Integer(model.GetProperty("gbtree_model_param"), "num_parallel_tree");
        var treesPerRound = Math.Max(1, parallel) * document.GroupCount;
        var used = UsedTrees(trees.Length, treesPerRound, bestIteration);

        var nodes = new TreeNodes();
        for (var group = 0; group < document.GroupCount; group++)
        {
            nodes.AddConstant(document.Objective.BaseMargin(document.BaseScore), group);
        }

        for (var tree = 0; tree < used; tree++)
        {
            nodes.AddTree(trees[tree], groups[tree]);
        }

        return new TreeEnsemble(document, nodes, used);
    }

    private static int UsedTrees(int treeCount, int treesPerRound, int? bestIteration)
    {
        var rounds = treeCount / treesPerRound;
        return bestIteration switch
        {
            null => treeCount,
            { } best when best >= 0 && best < rounds => (best + 1) * treesPerRound,
            { } best => throw new OnnxException($"The model has rounds 0 to {rounds - 1}, but not {best}."),
        };
    }
}
