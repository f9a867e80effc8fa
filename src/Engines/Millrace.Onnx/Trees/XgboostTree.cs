using System.Text.Json;

namespace Millrace.Onnx.Trees;

/// <summary>One tree of an XGBoost model document; node 0 is the root, and nodes out of its reach were pruned.</summary>
/// <param name="Left">The node for values below the condition; -1 at a leaf.</param>
/// <param name="Right">The node for the other values.</param>
/// <param name="Features">The feature each split reads.</param>
/// <param name="Conditions">The threshold of a split, the weight of a leaf.</param>
/// <param name="MissingGoesLeft">Where a split sends a missing value.</param>
internal sealed record XgboostTree(int[] Left, int[] Right, int[] Features, float[] Conditions, bool[] MissingGoesLeft)
{
    internal static XgboostTree Read(JsonElement tree)
    {
        if (Array(tree, "split_type", item => item.GetInt32()).Any(type => type != 0))
        {
            throw new OnnxException("Categorical splits cannot be converted to ONNX; encode the categories before training.");
        }

        return new XgboostTree(
            Array(tree, "left_children", item => item.GetInt32()),
            Array(tree, "right_children", item => item.GetInt32()),
            Array(tree, "split_indices", item => item.GetInt32()),
            Array(tree, "split_conditions", item => item.GetSingle()),
            Array(tree, "default_left", IsTrue));
    }

    internal bool IsLeaf(int node) => Left[node] < 0;

    private static T[] Array<T>(JsonElement tree, string name, Func<JsonElement, T> read) =>
        [.. tree.GetProperty(name).EnumerateArray().Select(read)];

    private static bool IsTrue(JsonElement flag) =>
        flag.ValueKind == JsonValueKind.Number ? flag.GetInt32() != 0 : flag.GetBoolean();
}
