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
        Assert.Equal(File.ReadAllText(file), text);
    }
}
