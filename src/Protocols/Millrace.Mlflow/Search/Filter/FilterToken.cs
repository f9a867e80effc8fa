namespace Millrace.Mlflow.Search.Filter;

/// <summary>What a piece of a filter is.</summary>
internal enum TokenKind
{
    /// <summary>A name: segments between dots, each plain or quoted.</summary>
    Word,

    /// <summary>Text in quotes, standing alone.</summary>
    Quoted,

    /// <summary>A number.</summary>
    Number,

    /// <summary>One or more of <c>= ! &lt; &gt; ~</c>.</summary>
    Operator,

    /// <summary><c>(</c>.</summary>
    Open,

    /// <summary><c>)</c>.</summary>
    Close,

    /// <summary><c>,</c>.</summary>
    Comma,

    /// <summary>Behind the last character.</summary>
    End,

    /// <summary>What can be nothing of these; <see cref="FilterToken.Value"/> says why.</summary>
    Broken,
}

/// <summary>A piece of a filter.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it begins, from 0.</param>
/// <param name="Raw">As it was written.</param>
/// <param name="Value">A quoted text without its quotes; why a piece is broken; otherwise as it was written.</param>
/// <param name="Segments">A name's parts without quotes.</param>
internal sealed record FilterToken(TokenKind Kind, int Start, string Raw, string Value, IReadOnlyList<string> Segments)
{
    /// <summary>From 1.</summary>
    public int Column => Start + 1;

    /// <summary>The quote around it, or none.</summary>
    public char Quote => Kind == TokenKind.Quoted ? Raw[0] : '\0';

    /// <summary>Whether it is this plain word; case does not matter.</summary>
    public bool Says(string word) => Kind == TokenKind.Word && Raw.Equals(word, StringComparison.OrdinalIgnoreCase);
}
