namespace Millrace.Onnx.Features;

/// <summary>Steps that the feature blocks share.</summary>
internal static class Columns
{
    internal static OnnxValue Raw(this OnnxGraphBuilder graph, FeatureTransform transform) =>
        graph.Input(OnnxTensorInfo.Rows(transform.Input, transform.Element));

    /// <summary>Places matrices of equal height side by side.</summary>
    internal static OnnxValue Join(this OnnxGraphBuilder graph, IReadOnlyList<OnnxValue> parts) =>
        parts.Count == 1 ? parts[0] : graph.Node("Concat", [.. parts], new OnnxAttribute("axis", 1L));

    /// <summary>A row of constants that is applied to every row.</summary>
    internal static OnnxValue Row<T>(this OnnxGraphBuilder graph, IEnumerable<T> values)
        where T : unmanaged
    {
        var row = values.ToArray();
        return graph.Constant<T>(row, 1, row.Length);
    }
}
