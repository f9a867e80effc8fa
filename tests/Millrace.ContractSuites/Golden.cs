using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace Millrace.ContractSuites;

/// <summary>Compares with a committed file; <c>MILLRACE_UPDATE_GOLDEN=1</c> writes it anew. A test that calls this has "golden" in its
/// name, so that one command renews them all.</summary>
public static class Golden
{
    private const string Renew = "If that is meant: MILLRACE_UPDATE_GOLDEN=1 ./millrace test golden, look at the difference, and commit the file.";

    private static readonly JsonSerializerOptions Readable =
        new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string Root = FindRoot();

    /// <param name="path">Of the committed file, from the repository's root.</param>
    /// <param name="text">What is so now.</param>
    public static void Equal(string path, string text)
    {
        var file = Path.Combine(Root, path);
        if (Environment.GetEnvironmentVariable("MILLRACE_UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        var committed = File.Exists(file) ? File.ReadAllText(file) : "";
        if (committed != text)
        {
            Assert.Fail($"{path} is not what is written now. {Renew}\n{FirstDifference(committed, text)}");
        }
    }

    /// <summary>The same of a JSON document, indented.</summary>
    public static void EqualJson(string path, JsonNode document) => Equal(path, document.ToJsonString(Readable) + "\n");

    private static string FirstDifference(string expected, string actual)
    {
        var (old, now) = (expected.Split('\n'), actual.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(old.Length, now.Length)).First(i => old.ElementAtOrDefault(i) != now.ElementAtOrDefault(i));
        return $"Line {line + 1}:\n  was {old.ElementAtOrDefault(line)}\n  is  {now.ElementAtOrDefault(line)}";
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Millrace.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests must run inside the repository.");
    }
}
