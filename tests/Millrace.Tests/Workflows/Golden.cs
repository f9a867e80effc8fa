namespace Millrace.Tests.Workflows;

/// <summary>Compares with a committed file; <c>MILLRACE_UPDATE_GOLDEN=1</c> writes it anew.</summary>
internal static class Golden
{
    private const string Update = "If that is meant, run the test once with MILLRACE_UPDATE_GOLDEN=1 and commit the file.";

    public static void Equal(string path, string text)
    {
        var file = Path.Combine(Sample.Root, path);
        if (Environment.GetEnvironmentVariable("MILLRACE_UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        var committed = File.Exists(file) ? File.ReadAllText(file) : "";
        if (committed != text)
        {
            Assert.Fail($"{path} is not what is written now. {Update}\n{FirstDifference(committed, text)}");
        }
    }

    private static string FirstDifference(string expected, string actual)
    {
        var (old, now) = (expected.Split('\n'), actual.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(old.Length, now.Length)).First(i => old.ElementAtOrDefault(i) != now.ElementAtOrDefault(i));
        return $"Line {line + 1}:\n  was {old.ElementAtOrDefault(line)}\n  is  {now.ElementAtOrDefault(line)}";
    }
}
