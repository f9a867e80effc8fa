namespace Millrace.Onnx.Features;

/// <summary>Texts as indices or as one column per category.</summary>
internal static class CategoryBlock
{
    internal static IEnumerable<FeatureBlock> Of(IReadOnlyList<FeatureTransform> transforms)
    {
        foreach (var ordinal in transforms.OfType<OrdinalTransform>())
        {
            yield return new FeatureBlock([ordinal.Input], graph => Indices(graph, ordinal, ordinal.Categories, ordinal.Unknown));
        }

        foreach (var oneHot in transforms.OfType<OneHotTransform>())
        {
            string[] names = [.. oneHot.Categories.Select(category => $"{oneHot.Input}={category}")];
            yield return new FeatureBlock(names, graph => Indicators(graph, oneHot));
        }
    }

    private static OnnxValue Indices(
        OnnxGraphBuilder graph, FeatureTransform transform, IReadOnlyList<string> categories, float unknown) =>
        graph.MlNode(
            "LabelEncoder",
            graph.Raw(transform),
            new OnnxAttribute("keys_strings", categories),
            new OnnxAttribute("values_floats", Enumerable.Range(0, categories.Count).Select(i => (float)i)),
            new OnnxAttribute("default_float", unknown));

    private static OnnxValue Indicators(OnnxGraphBuilder graph, OneHotTransform oneHot)
    {
        var indices = Indices(graph, oneHot, oneHot.Categories, unknown: -1);
        var all = graph.Row(Enumerable.Range(0, oneHot.Categories.Count).Select(i => (float)i));
        return graph.Cast(graph.Node("Equal", [indices, all]), OnnxElement.Float);
    }
}
