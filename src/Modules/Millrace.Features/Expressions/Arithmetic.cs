namespace Millrace.Features.Expressions;

/// <summary>The arithmetic operators. Integers overflow with an error, as in SQL; division is of doubles.</summary>
internal static class Arithmetic
{
    /// <summary>The operator's node; null when <paramref name="name"/> is no operator.</summary>
    public static Node? TryOf(string name, IReadOnlyList<Node> arguments) => (name, arguments.Count) switch
    {
        ("-", 1) => Negate(arguments[0]),
        ("+", 1) => arguments[0],
        ("+", 2) => Add(arguments[0], arguments[1]),
        ("-", 2) => Subtract(arguments[0], arguments[1]),
        ("*", 2) => Both(name, arguments, (a, b) => checked(a * b), (a, b) => a * b),
        ("/", 2) => Divide(Casts.ToDouble(arguments[0]), Casts.ToDouble(arguments[1])),
        ("//", 2) => Both(name, arguments, (a, b) => b == 0 ? null : checked(a / b), null),
        ("%", 2) => Both(name, arguments, (a, b) => b == 0 ? null : b == -1 ? 0 : a % b, null),
        ("||", 2) => Join(Casts.ToText(arguments[0]), Casts.ToText(arguments[1])),
        _ => null,
    };

    private static DoubleNode Divide(DoubleNode a, DoubleNode b) =>
        new(row => a.Get(row) is { } p && b.Get(row) is { } q ? p / q : null);

    private static TextNode Join(TextNode a, TextNode b) =>
        new(row => a.Get(row) is { } p && b.Get(row) is { } q ? p + q : null);

    private static Node Negate(Node node) => node switch
    {
        LongNode { Type: ExpressionType.Integer or ExpressionType.Interval } n => n with { Get = row => checked(-n.Get(row)) },
        DoubleNode n => n with { Get = row => -n.Get(row) },
        _ => throw new OutsideSubsetException($"minus {node.Type} is not in the online subset."),
    };

    private static Node Add(Node a, Node b) => (a.Type, b.Type) switch
    {
        (ExpressionType.Timestamp or ExpressionType.Instant or ExpressionType.Interval, ExpressionType.Interval) => Shift(a, b, 1),
        (ExpressionType.Interval, ExpressionType.Timestamp or ExpressionType.Instant) => Shift(b, a, 1),
        _ => Both("+", [a, b], (p, q) => checked(p + q), (p, q) => p + q),
    };

    private static Node Subtract(Node a, Node b) => (a.Type, b.Type) switch
    {
        (ExpressionType.Timestamp or ExpressionType.Instant or ExpressionType.Interval, ExpressionType.Interval) => Shift(a, b, -1),
        _ => Both("-", [a, b], (p, q) => checked(p - q), (p, q) => p - q),
    };

    private static LongNode Shift(Node instant, Node interval, int sign)
    {
        var (start, length) = ((LongNode)instant, (LongNode)interval);
        return start with { Get = row => start.Get(row) is { } t && length.Get(row) is { } d ? checked(t + (sign * d)) : null };
    }

    private static Node Both(
        string name, IReadOnlyList<Node> arguments, Func<long, long, long?> onIntegers, Func<double, double, double>? onDoubles)
    {
        var (left, right) = (arguments[0], arguments[1]);
        RefuseDecimals(name, left, right);
        if (left.IsNullLiteral || right.IsNullLiteral)
        {
            throw new OutsideSubsetException($"{name} with a bare NULL is not in the online subset.");
        }

        if (left is LongNode { Type: ExpressionType.Integer } a && right is LongNode { Type: ExpressionType.Integer } b)
        {
            return new LongNode(ExpressionType.Integer, row => a.Get(row) is { } p && b.Get(row) is { } q ? onIntegers(p, q) : null);
        }

        if (onDoubles is null || !IsNumber(left) || !IsNumber(right))
        {
            throw new OutsideSubsetException($"{name} of {left.Type} and {right.Type} is not in the online subset.");
        }

        var (x, y) = (Casts.ToDouble(left), Casts.ToDouble(right));
        return new DoubleNode(row => x.Get(row) is { } p && y.Get(row) is { } q ? onDoubles(p, q) : null);
    }

    private static bool IsNumber(Node node) => node.Type is ExpressionType.Double or ExpressionType.Integer;

    // SQL computes 2 * 3.5 in DECIMAL, whose digits and overflow differ from DOUBLE; beside a DOUBLE it becomes one.
    private static void RefuseDecimals(string name, Node left, Node right)
    {
        var isExact = (left.IsDecimalLiteral && (right.IsDecimalLiteral || right.Type == ExpressionType.Integer))
            || (right.IsDecimalLiteral && left.Type == ExpressionType.Integer);
        if (isExact)
        {
            throw new OutsideSubsetException($"{name} of a decimal literal and an integer is DECIMAL arithmetic; cast the literal: 0.5::DOUBLE.");
        }
    }
}
