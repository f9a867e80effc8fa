using System.Runtime.CompilerServices;
using Millrace.Workflows.Reading;

namespace Millrace.Tests.Workflows;

/// <summary>The flights workflow, whole or with one thing changed.</summary>
internal static class Sample
{
    /// <summary>Marks the place where a problem is expected; taken out before the text is read.</summary>
    public const char Mark = '¦';

    public static string Root { get; } = FindRoot();

    public static string Path => System.IO.Path.Combine(Root, "samples", "flights", "workflow.yaml");

    public static string Text { get; } = File.ReadAllText(Path);

    public static ReadFile Read(string text, params (string Name, string Value)[] environment) =>
        WorkflowReader.Read(text, new Variables(environment.ToDictionary(v => v.Name, v => v.Value), new Dictionary<string, string>()), new ProblemList("workflow.yaml"));

    /// <summary>The sample with the first <paramref name="find"/> replaced.</summary>
    public static string With(string find, string replace)
    {
        var at = Text.IndexOf(find, StringComparison.Ordinal);
        Assert.True(at >= 0, $"The sample no longer contains: {find}");
        return string.Concat(Text.AsSpan(0, at), replace, Text.AsSpan(at + find.Length));
    }

    /// <summary>The text without its mark, and the mark's line and column.</summary>
    public static (string Text, int Line, int Column) Unmark(string marked)
    {
        var at = marked.IndexOf(Mark, StringComparison.Ordinal);
        Assert.True(at >= 0, "No mark.");
        var before = marked[..at];
        return (before + marked[(at + 1)..], before.Count(c => c == '\n') + 1, at - before.LastIndexOf('\n'));
    }

    private static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = System.IO.Path.GetDirectoryName(here)!;
        while (!File.Exists(System.IO.Path.Combine(folder, "Millrace.slnx")))
        {
            folder = System.IO.Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No repository around the tests.");
        }

        return folder;
    }
}
