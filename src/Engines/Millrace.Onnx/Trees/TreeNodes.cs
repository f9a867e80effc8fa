using System.Text.Json;

namespace Millrace.Onnx.Trees;

/// <summary>The nodes of an ensemble as the columns that ONNX's TreeEnsemble operators want.</summary>
internal sealed class TreeNodes
{
    private readonly List<long> _treeIds = [];
    private readonly List<long> _nodeIds = [];
    private readonly List<long> _features = [];
    private readonly List<float> _thresholds = [];
    private readonly List<string> _modes = [];
    private readonly List<long> _trueChildren = [];
    private readonly List<long> _falseChildren = [];
    private readonly List<long> _missingGoesTrue = [];
    private readonly List<long> _targetTrees = [];
    private readonly List<long> _targetNodes = [];
    private readonly List<long> _targetGroups = [];
    private readonly List<float> _targetWeights = [];
    private int _treeCount;

    /// <summary>Adds a tree of one leaf: a constant.</summary>
    internal void AddConstant(float value, int group)
    {
        AddLeaf(node: 0, value, group);
        _treeCount++;
    }

    /// <summary>Adds one tree of an XGBoost model document.</summary>
    internal void AddTree(JsonElement tree, int group)
    {
        var source = XgboostTree.Read(tree);
        var next = 1L;
        var pending = new Queue<(int Source, long Node)>([(0, 0L)]);
        while (pending.TryDequeue(out var item))
        {
            if (source.IsLeaf(item.Source))
            {
                AddLeaf(item.Node, source.Conditions[item.Source], group);
                continue;
            }

            AddSplit(item.Node, source, item.Source, firstChild: next);
            pending.Enqueue((source.Left[item.Source], next));
            pending.Enqueue((source.Right[item.Source], next + 1));
            next += 2;
        }

        _treeCount++;
    }

    internal OnnxAttribute[] Attributes() =>
    [
        new("nodes_treeids", _treeIds),
        new("nodes_nodeids", _nodeIds),
        new("nodes_featureids", _features),
        new("nodes_values", _thresholds),
        new("nodes_modes", _modes),
        new("nodes_truenodeids", _trueChildren),
        new("nodes_falsenodeids", _falseChildren),
        new("nodes_missing_value_tracks_true", _missingGoesTrue),
        new("target_treeids", _targetTrees),
        new("target_nodeids", _targetNodes),
        new("target_ids", _targetGroups),
        new("target_weights", _targetWeights),
    ];

    private void AddSplit(long node, XgboostTree source, int index, long firstChild)
    {
        AddNode(node, "BRANCH_LT", source.Features[index], source.Conditions[index]);
        _trueChildren.Add(firstChild);
        _falseChildren.Add(firstChild + 1);
        _missingGoesTrue.Add(source.MissingGoesLeft[index] ? 1 : 0);
    }

    private void AddLeaf(long node, float value, int group)
    {
        AddNode(node, "LEAF", feature: 0, threshold: 0);
        _trueChildren.Add(0);
        _falseChildren.Add(0);
        _missingGoesTrue.Add(0);
        _targetTrees.Add(_treeCount);
        _targetNodes.Add(node);
        _targetGroups.Add(group);
        _targetWeights.Add(value);
    }

    private void AddNode(long node, string mode, int feature, float threshold)
    {
        _treeIds.Add(_treeCount);
        _nodeIds.Add(node);
        _modes.Add(mode);
        _features.Add(feature);
        _thresholds.Add(threshold);
    }
}
