namespace Millrace.Features.Expressions;

/// <summary>SQL's three-valued logic.</summary>
internal static class Logic
{
    public static BoolNode And(IReadOnlyList<BoolNode> parts) => Fold(parts, decisive: false);

    public static BoolNode Or(IReadOnlyList<BoolNode> parts) => Fold(parts, decisive: true);

    public static BoolNode Not(BoolNode part) => new(row => !part.Get(row));

    public static BoolNode IsNull(Node node, bool whenNull)
    {
        Func<ExpressionRow, bool> isNull = node switch
        {
            LongNode n => row => n.Get(row) is null,
            DoubleNode n => row => n.Get(row) is null,
            BoolNode n => row => n.Get(row) is null,
            TextNode n => row => n.Get(row) is null,
            _ => throw new OutsideSubsetException($"IS NULL of {node.Type} is not in the online subset."),
        };
        return new BoolNode(row => isNull(row) == whenNull);
    }

    // One decisive part settles it; otherwise one unknown part makes the whole unknown.
    private static BoolNode Fold(IReadOnlyList<BoolNode> parts, bool decisive)
    {
        var gets = parts.Select(part => part.Get).ToArray();
        return new BoolNode(row =>
        {
            var isUnknown = false;
            foreach (var get in gets)
            {
                var value = get(row);
                if (value == decisive)
                {
                    return decisive;
                }

                isUnknown |= value is null;
            }

            return isUnknown ? null : !decisive;
        });
    }
}
