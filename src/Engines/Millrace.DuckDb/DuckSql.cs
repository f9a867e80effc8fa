namespace Millrace.DuckDb;

/// <summary>Puts names and values into SQL text safely.</summary>
public static class DuckSql
{
    /// <summary>A name in double quotes, inner quotes doubled: <c>my "col"</c> becomes <c>"my ""col"""</c>.</summary>
    /// <param name="name">A column, table or view name; not empty, without U+0000.</param>
    /// <exception cref="ArgumentException">The name is empty or contains U+0000.</exception>
    public static string QuoteIdentifier(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Quote(name, '"');
    }

    /// <summary>A text literal in single quotes, inner quotes doubled: <c>it's</c> becomes <c>'it''s'</c>.</summary>
    /// <param name="value">Any text without U+0000; bind a parameter for such text instead.</param>
    /// <exception cref="ArgumentException">The text contains U+0000, which would end the SQL there.</exception>
    public static string QuoteLiteral(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Quote(value, '\'');
    }

    private static string Quote(string text, char mark)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("SQL text must not contain the character U+0000.", nameof(text));
        }

        var single = mark.ToString();
        return single + text.Replace(single, single + single, StringComparison.Ordinal) + single;
    }
}
