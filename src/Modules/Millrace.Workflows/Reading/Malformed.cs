namespace Millrace.Workflows.Reading;

/// <summary>Finds the place that a parser's message is about, where the parser names only the start of its block.</summary>
internal static class Malformed
{
    /// <summary>The first tab in an indentation when that is the complaint; otherwise what the parser says.</summary>
    public static Mark Find(string text, Mark reported, string message)
    {
        if (!message.Contains("tab", StringComparison.Ordinal))
        {
            return reported;
        }

        var line = 1;
        foreach (var content in text.AsSpan().EnumerateLines())
        {
            var indentation = content.Length - content.TrimStart(" \t").Length;
            var tab = content[..indentation].IndexOf('\t');
            if (tab >= 0)
            {
                return new Mark(line, tab + 1);
            }

            line++;
        }

        return reported;
    }
}
