namespace Millrace.Features.Expressions;

/// <summary>CASE, COALESCE, NULLIF, GREATEST and LEAST: one of several nodes of a common type.</summary>
internal static class Choices
{
    public static Node Coalesce(IReadOnlyList<Node> nodes) => Common(nodes) switch
    {
        [DoubleNode, ..] alike => new DoubleNode(First(alike.Cast<DoubleNode>().Select(n => n.Get).ToArray())),
        [BoolNode, ..] alike => new BoolNode(First(alike.Cast<BoolNode>().Select(n => n.Get).ToArray())),
        [LongNode first, ..] alike => first with { Get = First(alike.Cast<LongNode>().Select(n => n.Get).ToArray()) },
        [TextNode, ..] alike => FirstText(alike.Cast<TextNode>().Select(n => n.Get).ToArray()),
        var other => throw new OutsideSubsetException($"COALESCE of {other[0].Type} is not in the online subset."),
    };

    public static Node Case(IReadOnlyList<(BoolNode When, Node Then)> branches, Node otherwise)
    {
        var results = Common([.. branches.Select(branch => branch.Then), otherwise]);
        var conditions = branches.Select(branch => branch.When.Get).ToArray();
        int Choose(ExpressionRow row)
        {
            for (var i = 0; i < conditions.Length; i++)
            {
                if (conditions[i](row) == true)
                {
                    return i;
                }
            }

            return conditions.Length;
        }

        return results[0] switch
        {
            DoubleNode => Chosen(results.Cast<DoubleNode>().Select(n => n.Get).ToArray(), Choose),
            BoolNode => Chosen(results.Cast<BoolNode>().Select(n => n.Get).ToArray(), Choose),
            TextNode => Chosen(results.Cast<TextNode>().Select(n => n.Get).ToArray(), Choose),
            LongNode first => Chosen(first.Type, results.Cast<LongNode>().Select(n => n.Get).ToArray(), Choose),
            var other => throw new OutsideSubsetException($"CASE of {other.Type} is not in the online subset."),
        };
    }

    public static Node NullIf(Node value, Node unwanted)
    {
        var isSame = Comparisons.Of("COMPARE_EQUAL", value, unwanted);
        return value switch
        {
            DoubleNode n => new DoubleNode(row => isSame.Get(row) == true ? null : n.Get(row)),
            LongNode n => n with { Get = row => isSame.Get(row) == true ? null : n.Get(row) },
            TextNode n => new TextNode(row => isSame.Get(row) == true ? null : n.Get(row)),
            BoolNode n => new BoolNode(row => isSame.Get(row) == true ? null : n.Get(row)),
            _ => throw new OutsideSubsetException($"NULLIF of {value.Type} is not in the online subset."),
        };
    }

    /// <summary>The largest (<paramref name="sign"/> 1) or smallest (-1) of the values present.</summary>
    public static Node Extreme(IReadOnlyList<Node> nodes, int sign)
    {
        var alike = Common(nodes);
        return alike[0] switch
        {
            DoubleNode => new DoubleNode(Extreme(alike.Cast<DoubleNode>().Select(n => n.Get).ToArray(), (a, b) => sign * Comparisons.Order(a, b))),
            LongNode first => first with { Get = Extreme(alike.Cast<LongNode>().Select(n => n.Get).ToArray(), (a, b) => sign * a.CompareTo(b)) },
            var other => throw new OutsideSubsetException($"GREATEST and LEAST of {other.Type} are not in the online subset."),
        };
    }

    private static Func<ExpressionRow, T?> Extreme<T>(Func<ExpressionRow, T?>[] gets, Comparison<T> order)
        where T : struct => row =>
        {
            T? best = null;
            foreach (var get in gets)
            {
                if (get(row) is { } value && (best is null || order(value, best.Value) > 0))
                {
                    best = value;
                }
            }

            return best;
        };

    private static List<Node> Common(IReadOnlyList<Node> nodes)
    {
        var typed = nodes.Where(node => !node.IsNullLiteral).ToList();
        if (typed.Count == 0)
        {
            throw new OutsideSubsetException("only NULL has no type in the online subset.");
        }

        if (typed.Any(node => node.IsDecimalLiteral) && typed.All(node => node.IsDecimalLiteral || node.Type == ExpressionType.Integer))
        {
            throw new OutsideSubsetException("decimal literals beside integers are DECIMAL; cast the literal: 0.5::DOUBLE.");
        }

        var type = typed.Any(node => node.Type == ExpressionType.Double) ? ExpressionType.Double : typed[0].Type;
        return [.. nodes.Select(node => Casts.To(node, type, isTry: false))];
    }

    private static Func<ExpressionRow, T?> First<T>(Func<ExpressionRow, T?>[] gets)
        where T : struct => row =>
        {
            foreach (var get in gets)
            {
                if (get(row) is { } value)
                {
                    return value;
                }
            }

            return null;
        };

    private static TextNode FirstText(Func<ExpressionRow, string?>[] gets) => new(row =>
    {
        foreach (var get in gets)
        {
            if (get(row) is { } value)
            {
                return value;
            }
        }

        return null;
    });

    private static DoubleNode Chosen(Func<ExpressionRow, double?>[] gets, Func<ExpressionRow, int> choose) => new(row => gets[choose(row)](row));

    private static BoolNode Chosen(Func<ExpressionRow, bool?>[] gets, Func<ExpressionRow, int> choose) => new(row => gets[choose(row)](row));

    private static TextNode Chosen(Func<ExpressionRow, string?>[] gets, Func<ExpressionRow, int> choose) => new(row => gets[choose(row)](row));

    private static LongNode Chosen(ExpressionType type, Func<ExpressionRow, long?>[] gets, Func<ExpressionRow, int> choose) =>
        new(type, row => gets[choose(row)](row));
}
