namespace Millrace.Tests.Workflows;

/// <summary>Cuts whole blocks out of the sample.</summary>
internal static class Sections
{
    /// <summary>The sample without the block at a path of one or two keys: its line and all that is indented deeper.</summary>
    public static string Without(string path) => Cut(Sample.Text, path);

    /// <summary>The text without that block.</summary>
    public static string Cut(string text, string path)
    {
        var keys = path.Split('.');
        var lines = text.Split('\n').ToList();
        var start = lines.FindIndex(line => line.StartsWith($"{keys[0]}:", StringComparison.Ordinal));
        for (var depth = 1; depth < keys.Length; depth++)
        {
            start = lines.FindIndex(start, line => line.StartsWith($"{new string(' ', 2 * depth)}{keys[depth]}:", StringComparison.Ordinal));
        }

        var indent = 2 * (keys.Length - 1);
        var end = start + 1;
        while (end < lines.Count && (lines[end].Length == 0 || lines[end].Length - lines[end].TrimStart().Length > indent))
        {
            end++;
        }

        lines.RemoveRange(start, end - start);
        return string.Join('\n', lines);
    }
}
