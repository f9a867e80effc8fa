using System.Text.Json;

namespace Millrace.EndToEnd.Tests.Setting;

/// <summary>What a finished command line said.</summary>
internal sealed record CliResult(int ExitCode, string Machine, string People)
{
    /// <summary>The JSON document on standard output.</summary>
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Machine);

    public CliResult MustExitWith(int code)
    {
        Assert.True(ExitCode == code, $"Exit code {ExitCode} instead of {code}.\n{People}\n{Machine}");
        return this;
    }
}
