namespace Millrace.Tests.Workflows;

/// <summary>Compares with a committed file; <c>MILLRACE_UPDATE_GOLDEN=1</c> writes it anew.</summary>
internal static class Golden
{
    public static void Equal(string path, string text)
    {
        var file = Path.Combine(Sample.Root, path);
        if (Environment.GetEnvironmentVariable("MILLRACE_UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        Assert.True(File.Exists(file), $"There is no {path}; run once with MILLRACE_UPDATE_GOLDEN=1.");
        Assert.True(File.ReadAllText(file) == text, $"{path} is no longer what is written; if that is meant, run once with MILLRACE_UPDATE_GOLDEN=1. {FirstDifference(File.ReadAllText(file), text)}");
    }

    private static string FirstDifference(string expected, string actual)
    {
        var (old, now) = (expected.Split('\n'), actual.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(old.Length, now.Length)).First(i => old.ElementAtOrDefault(i) != now.ElementAtOrDefault(i));
        return $"Line {line + 1}:\n  was {old.ElementAtOrDefault(line)}\n  is  {now.ElementAtOrDefault(line)}";
    }
}
