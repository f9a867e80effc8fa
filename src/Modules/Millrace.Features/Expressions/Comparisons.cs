namespace Millrace.Features.Expressions;

/// <summary>Comparisons, with DuckDB's order of doubles: NaN equals itself and is larger than everything.</summary>
internal static class Comparisons
{
    public static BoolNode Of(string operation, Node left, Node right)
    {
        var decide = Decide(operation);
        var (a, b) = Alike(left, right);
        return (a, b) switch
        {
            (DoubleNode x, DoubleNode y) => new BoolNode(row => x.Get(row) is { } p && y.Get(row) is { } q ? decide(Order(p, q)) : null),
            (LongNode x, LongNode y) => new BoolNode(row => x.Get(row) is { } p && y.Get(row) is { } q ? decide(p.CompareTo(q)) : null),
            (TextNode x, TextNode y) => new BoolNode(row => x.Get(row) is { } p && y.Get(row) is { } q ? decide(OrderUtf8(p, q)) : null),
            (BoolNode x, BoolNode y) => new BoolNode(row => x.Get(row) is { } p && y.Get(row) is { } q ? decide(p.CompareTo(q)) : null),
            _ => throw new OutsideSubsetException($"comparing {left.Type} with {right.Type} is not in the online subset."),
        };
    }

    public static int Order(double a, double b) =>
        double.IsNaN(a) ? (double.IsNaN(b) ? 0 : 1) : double.IsNaN(b) ? -1 : a.CompareTo(b);

    /// <summary>Both sides in one type, as SQL's implicit casts would have them.</summary>
    public static (Node Left, Node Right) Alike(Node left, Node right)
    {
        if (left.IsNullLiteral || right.IsNullLiteral)
        {
            var type = left.IsNullLiteral ? right.Type : left.Type;
            return (Casts.To(left, type, isTry: false), Casts.To(right, type, isTry: false));
        }

        if (left.Type == right.Type)
        {
            return (left, right);
        }

        return (left.Type, right.Type) switch
        {
            (ExpressionType.Double, ExpressionType.Integer) or (ExpressionType.Integer, ExpressionType.Double) =>
                (Casts.ToDouble(left), Casts.ToDouble(right)),
            (ExpressionType.Timestamp, ExpressionType.Instant) or (ExpressionType.Instant, ExpressionType.Timestamp) =>
                (Casts.To(left, ExpressionType.Instant, isTry: false), Casts.To(right, ExpressionType.Instant, isTry: false)),
            _ => throw new OutsideSubsetException($"{left.Type} beside {right.Type} needs an explicit cast in the online subset."),
        };
    }

    // SQL orders text by its UTF-8 bytes; .NET's ordinal order is by UTF-16 and differs beyond the basic plane.
    private static int OrderUtf8(string a, string b)
    {
        var shared = Math.Min(a.Length, b.Length);
        for (var i = 0; i < shared; i++)
        {
            if (a[i] != b[i])
            {
                var (isHighA, isHighB) = (char.IsSurrogate(a[i]), char.IsSurrogate(b[i]));
                return isHighA == isHighB ? a[i].CompareTo(b[i]) : isHighA ? 1 : -1;
            }
        }

        return a.Length.CompareTo(b.Length);
    }

    private static Func<int, bool> Decide(string operation) => operation switch
    {
        "COMPARE_EQUAL" => order => order == 0,
        "COMPARE_NOTEQUAL" => order => order != 0,
        "COMPARE_LESSTHAN" => order => order < 0,
        "COMPARE_LESSTHANOREQUALTO" => order => order <= 0,
        "COMPARE_GREATERTHAN" => order => order > 0,
        "COMPARE_GREATERTHANOREQUALTO" => order => order >= 0,
        _ => throw new OutsideSubsetException($"{operation} is not in the online subset."),
    };
}
