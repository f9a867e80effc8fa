using System.Globalization;

namespace Millrace.Features.Expressions;

/// <summary>Casts between the subset's types, with DuckDB's rounding and errors.</summary>
internal static class Casts
{
    public static Node To(Node node, ExpressionType target, bool isTry)
    {
        if (node.IsNullLiteral)
        {
            return Null(target);
        }

        return node.Type == target ? node : (node, target) switch
        {
            (LongNode { Type: ExpressionType.Integer } n, ExpressionType.Double) => new DoubleNode(row => n.Get(row)),
            (LongNode { Type: ExpressionType.Integer } n, ExpressionType.Boolean) => new BoolNode(row => n.Get(row) is { } v ? v != 0 : null),
            (BoolNode n, ExpressionType.Integer) => new LongNode(ExpressionType.Integer, row => n.Get(row) is { } v ? (v ? 1 : 0) : null),
            (BoolNode n, ExpressionType.Double) => new DoubleNode(row => n.Get(row) is { } v ? (v ? 1 : 0) : null),
            (DoubleNode n, ExpressionType.Integer) => new LongNode(ExpressionType.Integer, row => Round(n.Get(row), isTry)),
            (DoubleNode n, ExpressionType.Boolean) => new BoolNode(row => n.Get(row) is { } v ? v != 0 : null),
            (TextNode n, ExpressionType.Double) => new DoubleNode(row => Parse(n.Get(row), isTry)),
            (LongNode { Type: ExpressionType.Integer } n, ExpressionType.Text) => new TextNode(row => n.Get(row)?.ToString(CultureInfo.InvariantCulture)),
            (LongNode { Type: ExpressionType.Instant } n, ExpressionType.Timestamp) => n with { Type = ExpressionType.Timestamp },
            (LongNode { Type: ExpressionType.Timestamp } n, ExpressionType.Instant) => n with { Type = ExpressionType.Instant },
            _ => throw new OutsideSubsetException($"a cast from {node.Type} to {target} is not in the online subset."),
        };
    }

    /// <summary>Narrow integers and FLOAT have smaller ranges than what carries them here.</summary>
    public static Node ToSized(Node node, string sqlType, bool isTry) => (node, sqlType.ToUpperInvariant()) switch
    {
        (DoubleNode n, "FLOAT" or "REAL") => new DoubleNode(row => n.Get(row) is { } v ? (float)v : null),
        (LongNode n, "TINYINT") => Within(n, sbyte.MinValue, sbyte.MaxValue, isTry),
        (LongNode n, "SMALLINT") => Within(n, short.MinValue, short.MaxValue, isTry),
        (LongNode n, "INTEGER" or "INT") => Within(n, int.MinValue, int.MaxValue, isTry),
        (LongNode n, "UTINYINT") => Within(n, 0, byte.MaxValue, isTry),
        (LongNode n, "USMALLINT") => Within(n, 0, ushort.MaxValue, isTry),
        (LongNode n, "UINTEGER") => Within(n, 0, uint.MaxValue, isTry),
        _ => node,
    };

    public static BoolNode ToBool(Node node) => (BoolNode)To(node, ExpressionType.Boolean, isTry: false);

    public static DoubleNode ToDouble(Node node) => (DoubleNode)To(node, ExpressionType.Double, isTry: false);

    public static TextNode ToText(Node node) => (TextNode)To(node, ExpressionType.Text, isTry: false);

    private static Node Null(ExpressionType target) => target switch
    {
        ExpressionType.Double => new DoubleNode(_ => null),
        ExpressionType.Boolean => new BoolNode(_ => null),
        ExpressionType.Text => new TextNode(_ => null),
        _ => new LongNode(target, _ => null),
    };

    private static LongNode Within(LongNode node, long low, long high, bool isTry) => node with
    {
        Get = row => node.Get(row) switch
        {
            null => null,
            { } value when value >= low && value <= high => value,
            _ when isTry => null,
            { } value => throw new OverflowException($"{value} is not in [{low}, {high}]."),
        },
    };

    // DuckDB rounds a double to the nearest integer, halves to even.
    private static long? Round(double? value, bool isTry)
    {
        if (value is not { } number)
        {
            return null;
        }

        var rounded = Math.Round(number, MidpointRounding.ToEven);
        return rounded is >= -9223372036854775808.0 and < 9223372036854775808.0 ? (long)rounded
            : isTry ? null
            : throw new OverflowException($"{number} does not fit a BIGINT.");
    }

    private static double? Parse(string? text, bool isTry) =>
        text is null ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : isTry ? null
        : throw new FormatException($"'{text}' is not a number.");
}
