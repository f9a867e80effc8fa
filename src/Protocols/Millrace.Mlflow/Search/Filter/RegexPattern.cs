using System.Text;
using System.Text.RegularExpressions;

namespace Millrace.Mlflow.Search.Filter;

/// <summary>The regular expressions that mean the same on both engines: literals, <c>.</c>, classes, groups, <c>|</c>, <c>^ $</c>,
/// quantifiers, <c>\d \w \s</c> and their opposites; <c>(?i)</c> in front for any case.</summary>
internal static class RegexPattern
{
    private const string LetterEscapes = "dwsDWStnrfv";
    private const int MostRepeats = 255;

    /// <summary>Why a pattern is refused, or null.</summary>
    public static string? WhyNot(string pattern)
    {
        if (pattern.Length > SearchLimits.MostRegexCharacters)
        {
            return $"it has {pattern.Length} characters; the most is {SearchLimits.MostRegexCharacters}";
        }

        if (WhyForeign(pattern) is { } foreign)
        {
            return foreign;
        }

        try
        {
            _ = new Regex(ForSqlite(pattern), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return null;
        }
        catch (RegexParseException fault)
        {
            return $"at its character {fault.Offset}: {fault.Error}";
        }
        catch (NotSupportedException)
        {
            return "it grows too large";
        }
    }

    /// <summary>The pattern as .NET reads it: there, <c>$</c> would also match before a last line break.</summary>
    public static string ForSqlite(string pattern)
    {
        var text = new StringBuilder(pattern.Length);
        var isInClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == '\\' && i + 1 < pattern.Length)
            {
                text.Append(c).Append(pattern[++i]);
                continue;
            }

            isInClass = c switch { '[' => true, ']' => false, _ => isInClass };
            text.Append(c == '$' && !isInClass ? @"\z" : c.ToString());
        }

        return text.ToString();
    }

    private static string? WhyForeign(string pattern)
    {
        var isInClass = false;
        var mayRepeat = false;
        for (var i = pattern.StartsWith("(?i)", StringComparison.Ordinal) ? 4 : 0; i < pattern.Length; i++)
        {
            var why = pattern[i] == '\\' ? WhyNotEscape(After(pattern, i), isInClass)
                : isInClass ? WhyNotInClass(pattern[i])
                : WhyNotAt(pattern, i, mayRepeat);
            if (why is not null)
            {
                return why;
            }

            (i, isInClass, mayRepeat) = Step(pattern, i, isInClass);
        }

        return null;
    }

    // Past what begins here: its last character, whether a class goes on, whether a quantifier may follow.
    private static (int Last, bool IsInClass, bool MayRepeat) Step(string pattern, int at, bool isInClass) => pattern[at] switch
    {
        '\\' => (at + 1, isInClass, true),
        var c when isInClass => (at, c != ']', true),
        '[' => (After(pattern, at) == '^' ? at + 1 : at, true, false),
        '(' => (After(pattern, at) == '?' ? at + 2 : at, false, false),
        '*' or '+' or '?' => (PastLazy(pattern, at), false, false),
        '{' => (PastLazy(pattern, RepeatEnd(pattern, at)!.Value), false, false),
        '^' or '$' or '|' => (at, false, false),
        _ => (at, false, true),
    };

    private static string? WhyNotAt(string pattern, int at, bool mayRepeat) => pattern[at] switch
    {
        '[' when After(pattern, After(pattern, at) == '^' ? at + 1 : at) == ']' => "write ] inside a class as \\]",
        '(' when After(pattern, at) == '?' && After(pattern, at + 1) != ':' => "of groups with (? only (?: is known",
        '*' or '+' or '?' when !mayRepeat => $"nothing stands before the {pattern[at]}",
        '{' when !mayRepeat || RepeatEnd(pattern, at) is null => $"write {{ as \\{{, or repeat something at most {MostRepeats} times",
        _ => null,
    };

    private static string? WhyNotInClass(char c) => c == '[' ? "write [ inside a class as \\[" : null;

    private static char After(string pattern, int at) => at + 1 < pattern.Length ? pattern[at + 1] : '\0';

    private static int PastLazy(string pattern, int at) => After(pattern, at) == '?' ? at + 1 : at;

    private static string? WhyNotEscape(char escaped, bool isInClass) =>
        escaped == '\0' ? "it ends in a backslash"
        : !char.IsLetterOrDigit(escaped) && escaped != '_' ? null
        : !LetterEscapes.Contains(escaped) || (isInClass && char.IsUpper(escaped)) ? $"\\{escaped} is not known{(isInClass ? " in a class" : "")}"
        : null;

    // Where {n}, {n,} or {n,m} ends; null when it is none of these.
    private static int? RepeatEnd(string pattern, int open)
    {
        var close = pattern.IndexOf('}', open);
        if (close < 0)
        {
            return null;
        }

        var bounds = pattern[(open + 1)..close].Split(',');
        var isBound = bounds.Length <= 2 && IsCount(bounds[0]) && (bounds.Length == 1 || bounds[1].Length == 0 || IsCount(bounds[1]));
        return isBound ? close : null;

        static bool IsCount(string text) =>
            text.Length is > 0 and <= 3 && text.All(char.IsAsciiDigit) && int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) <= MostRepeats;
    }
}
