using System.Diagnostics.CodeAnalysis;

namespace Millrace.DuckDb.Expressions;

/// <summary>Either an accepted expression or the reason for refusing it.</summary>
public sealed record ExpressionCheck
{
    private ExpressionCheck()
    {
    }

    /// <summary>True when the expression may be used.</summary>
    [MemberNotNullWhen(true, nameof(Expression))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsAccepted => Expression is not null;

    /// <summary>The expression; null when refused.</summary>
    public ScalarExpression? Expression { get; private init; }

    /// <summary>The reason; null when accepted.</summary>
    public ExpressionRefusal? Refusal { get; private init; }

    internal static ExpressionCheck Accept(ScalarExpression expression) => new() { Expression = expression };

    internal static ExpressionCheck Refuse(string message, int? position = null) =>
        new() { Refusal = new ExpressionRefusal(message, position) };
}
