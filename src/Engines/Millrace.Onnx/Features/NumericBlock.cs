namespace Millrace.Onnx.Features;

/// <summary>All numbers at once: a node works on the whole block, so the cost of a row does not grow with the node count of
/// every column.</summary>
internal static class NumericBlock
{
    internal static IEnumerable<FeatureBlock> Of(IReadOnlyList<FeatureTransform> transforms)
    {
        var numbers = transforms.OfType<NumericTransform>().ToArray();
        foreach (var isScaled in new[] { false, true })
        {
            // Columns of one type lie side by side, so that they are converted by one node.
            var block = numbers.Where(number => number.IsScaled == isScaled).OrderBy(number => number.Type).ToArray();
            if (block.Length > 0)
            {
                yield return new FeatureBlock([.. Names(block)], graph => Append(graph, block, isScaled));
            }
        }
    }

    private static IEnumerable<string> Names(NumericTransform[] block) => block
        .Select(number => number.Input)
        .Concat(block.Where(number => number.HasMissingIndicator).Select(number => $"{number.Input}_is_missing"));

    private static OnnxValue Append(OnnxGraphBuilder graph, NumericTransform[] block, bool isScaled)
    {
        var values = Values(graph, block, isScaled ? OnnxElement.Double : OnnxElement.Float);
        if (isScaled)
        {
            values = graph.Node("Sub", [values, graph.Row(block.Select(number => number.Offset))]);
            values = graph.Node("Mul", [values, graph.Row(block.Select(number => number.Scale))]);
            values = graph.Cast(values, OnnxElement.Float);
        }

        if (!block.Any(CanMiss))
        {
            return values;
        }

        // x − x is NaN for NaN and for infinities alike.
        var isMissing = graph.Node("IsNaN", [graph.Node("Sub", [values, values])]);
        values = graph.Node("Where", [isMissing, graph.Row(block.Select(number => number.Fill)), values]);
        var indicated = Enumerable.Range(0, block.Length).Where(i => block[i].HasMissingIndicator).Select(i => (long)i).ToArray();
        if (indicated.Length == 0)
        {
            return values;
        }

        var chosen = graph.Constant<long>(indicated, indicated.Length);
        var indicators = graph.Node("Gather", [graph.Cast(isMissing, OnnxElement.Float), chosen], new OnnxAttribute("axis", 1L));
        return graph.Join([values, indicators]);
    }

    private static bool CanMiss(NumericTransform number) =>
        number.HasMissingIndicator || number.Type is OnnxElement.Float or OnnxElement.Double;

    private static OnnxValue Values(OnnxGraphBuilder graph, NumericTransform[] block, OnnxElement target)
    {
        var parts = new List<OnnxValue>();
        foreach (var type in block.GroupBy(number => number.Type))
        {
            var raw = graph.Join([.. type.Select(number => graph.Raw(number))]);
            parts.Add(type.Key == target ? raw : graph.Cast(raw, target));
        }

        return graph.Join(parts);
    }
}
