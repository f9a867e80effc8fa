using System.Globalization;
using System.Text;

namespace Millrace.Mlflow.Search.Filter;

/// <summary>Cuts a filter into pieces, as MLflow's SQL reader does.</summary>
internal static class FilterLexer
{
    private const string NeverClosed = "the quote that opens here is never closed";
    private const string OperatorCharacters = "=!<>~";

    /// <summary>The pieces, an end behind them.</summary>
    public static List<FilterToken> Read(string text)
    {
        List<FilterToken> tokens = [];
        var at = 0;
        while (true)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            if (at == text.Length)
            {
                tokens.Add(new FilterToken(TokenKind.End, at, "", "", []));
                return tokens;
            }

            var token = ReadOne(text, at);
            tokens.Add(token);
            at += token.Raw.Length;
        }
    }

    private static FilterToken ReadOne(string text, int at) => text[at] switch
    {
        '(' => Simple(TokenKind.Open, text, at, 1),
        ')' => Simple(TokenKind.Close, text, at, 1),
        ',' => Simple(TokenKind.Comma, text, at, 1),
        '\'' => ReadText(text, at),
        var c when OperatorCharacters.Contains(c) => ReadOperator(text, at),
        var c when char.IsAsciiDigit(c) || IsSignOrDot(c) && IsNumberBehind(text, at + 1) => ReadNumber(text, at),
        var c when IsWordCharacter(c) || c is '`' or '"' => ReadWord(text, at),
        _ => Broken(text, at, "it means nothing here"),
    };

    private static bool IsWordCharacter(char c) => c == '_' || char.IsLetterOrDigit(c) || char.IsSurrogate(c);

    private static bool IsSignOrDot(char c) => c is '+' or '-' or '.';

    private static bool IsNumberBehind(string text, int at) =>
        at < text.Length && (char.IsAsciiDigit(text[at])
            || (text[at] == '.' && text[at - 1] != '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])));

    private static FilterToken ReadText(string text, int at)
    {
        var end = at;
        return ReadQuoted(text, ref end) is { } value
            ? new FilterToken(TokenKind.Quoted, at, text[at..end], value, [])
            : Broken(text, at, NeverClosed);
    }

    private static FilterToken ReadOperator(string text, int at)
    {
        var end = at;
        while (end < text.Length && OperatorCharacters.Contains(text[end]))
        {
            end++;
        }

        return Simple(TokenKind.Operator, text, at, end - at);
    }

    private static FilterToken ReadNumber(string text, int at)
    {
        var end = at + 1;
        while (end < text.Length && (IsWordCharacter(text[end]) || text[end] == '.'
            || (text[end] is '+' or '-' && text[end - 1] is 'e' or 'E')))
        {
            end++;
        }

        return double.TryParse(text.AsSpan(at, end - at), NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            ? Simple(TokenKind.Number, text, at, end - at)
            : Broken(text, at, "it begins as a number and is none");
    }

    private static FilterToken ReadWord(string text, int at)
    {
        List<string> segments = [];
        var end = at;
        while (true)
        {
            if (text[end] is '`' or '"')
            {
                if (ReadQuoted(text, ref end) is not { } quoted)
                {
                    return Broken(text, at, NeverClosed);
                }

                segments.Add(quoted);
            }
            else
            {
                var start = end;
                while (end < text.Length && IsWordCharacter(text[end]))
                {
                    end++;
                }

                segments.Add(text[start..end]);
            }

            if (end == text.Length || text[end] != '.')
            {
                break;
            }

            end++;
            if (end == text.Length || !(IsWordCharacter(text[end]) || text[end] is '`' or '"'))
            {
                return Broken(text, at, "a name must follow the dot; write names with other characters than letters, digits and _ in backticks");
            }
        }

        if (end < text.Length && !char.IsWhiteSpace(text[end]) && !OperatorCharacters.Contains(text[end]) && text[end] is not ('(' or ')' or ','))
        {
            return Broken(text, at, "write names with other characters than letters, digits and _ in backticks");
        }

        var raw = text[at..end];
        return segments.Count == 1 && raw[0] is ('`' or '"')
            ? new FilterToken(TokenKind.Quoted, at, raw, segments[0], segments)
            : new FilterToken(TokenKind.Word, at, raw, raw, segments);
    }

    // A doubled quote is one. A backslash protects a quote, not in backticks; before anything else it is itself.
    private static string? ReadQuoted(string text, ref int at)
    {
        var quote = text[at];
        var value = new StringBuilder();
        var slashes = 0;
        for (var i = at + 1; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\\' && quote != '`')
            {
                slashes++;
                continue;
            }

            if (c != quote)
            {
                value.Append('\\', slashes).Append(c);
                slashes = 0;
                continue;
            }

            value.Append('\\', slashes / 2);
            var isProtected = slashes % 2 == 1;
            slashes = 0;
            if (!isProtected && (i + 1 == text.Length || text[i + 1] != quote))
            {
                at = i + 1;
                return value.ToString();
            }

            i += isProtected ? 0 : 1;
            value.Append(quote);
        }

        return null;
    }

    private static FilterToken Simple(TokenKind kind, string text, int at, int length)
    {
        var raw = text.Substring(at, length);
        return new FilterToken(kind, at, raw, raw, []);
    }

    // The piece goes to the next space, so that a message can show what is meant.
    private static FilterToken Broken(string text, int at, string why)
    {
        var end = at + 1;
        while (end < text.Length && !char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        return new FilterToken(TokenKind.Broken, at, text[at..end], why, []);
    }
}
