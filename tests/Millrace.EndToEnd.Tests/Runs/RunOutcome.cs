using System.Text.Json;
using Millrace.EndToEnd.Tests.Setting;

namespace Millrace.EndToEnd.Tests.Runs;

/// <summary>Reads the document of <c>run --json</c>.</summary>
internal static class RunOutcome
{
    public static Dictionary<string, string> Statuses(JsonElement run) => run.GetProperty("steps").EnumerateArray()
        .ToDictionary(step => step.GetProperty("id").GetString()!, step => step.GetProperty("status").GetString()!);

    public static string Outputs(JsonElement run) =>
        string.Join('\n', run.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("outputs").GetRawText()));

    public static string Digest(JsonElement run, string step, string output) => run.GetProperty("steps").EnumerateArray()
        .First(candidate => candidate.GetProperty("id").GetString() == step).GetProperty("outputs").GetProperty(output).GetString()!;

    /// <summary>The document that an output names.</summary>
    public static JsonElement Artifact(CliProcess cli, JsonElement run, string step, string output) =>
        JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Blob(cli, Digest(run, step, output))));

    /// <summary>Path of a blob in the home.</summary>
    public static string Blob(CliProcess cli, string digest) => Directory
        .EnumerateFiles(Path.Combine(cli.Home, "blobs"), "*", SearchOption.AllDirectories)
        .First(path => path.Replace("/", "", StringComparison.Ordinal).EndsWith(digest, StringComparison.Ordinal));

    /// <summary>Bytes that must not depend on when, where or in how many attempts a run was made.</summary>
    public static string[] ModelDigests(CliProcess cli, JsonElement run)
    {
        var model = Artifact(cli, run, "train", "model");
        return [.. ((string[])["booster", "onnx"]).Select(name => model.GetProperty(name).GetProperty("digest").GetString()!)];
    }
}
