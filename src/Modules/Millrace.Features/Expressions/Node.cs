namespace Millrace.Features.Expressions;

/// <summary>A compiled part of an expression: a type and a delegate of that type. NULL is null.</summary>
internal abstract record Node(ExpressionType Type)
{
    /// <summary>Whether it is a literal with a decimal point, which SQL holds as DECIMAL and not as DOUBLE.</summary>
    public bool IsDecimalLiteral { get; init; }

    /// <summary>Whether it is the bare word NULL, which takes whatever type is asked for.</summary>
    public bool IsNullLiteral { get; init; }
}

/// <summary>Integers, timestamps, instants and intervals.</summary>
internal sealed record LongNode(ExpressionType Type, Func<ExpressionRow, long?> Get) : Node(Type);

internal sealed record DoubleNode(Func<ExpressionRow, double?> Get) : Node(ExpressionType.Double);

internal sealed record BoolNode(Func<ExpressionRow, bool?> Get) : Node(ExpressionType.Boolean);

internal sealed record TextNode(Func<ExpressionRow, string?> Get) : Node(ExpressionType.Text);

/// <summary>The expression is outside the online subset; the message says what.</summary>
internal sealed class OutsideSubsetException(string what) : Exception(what);
