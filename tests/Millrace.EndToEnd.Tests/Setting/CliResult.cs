using System.Text.Json;

namespace Millrace.EndToEnd.Tests.Setting;

/// <summary>What a finished command line said.</summary>
internal sealed record CliResult(int ExitCode, string Machine, string People)
{
    /// <summary>The one JSON document on standard output.</summary>
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Machine);

    public CliResult MustExitWith(int code)
    {
        Assert.True(ExitCode == code, $"Exit code {ExitCode} instead of {code}.\n{People}\n{Machine}");
        return this;
    }

    /// <summary>It told this problem to people, with a fix, and never as a bug of ours.</summary>
    public CliResult MustTell(string code, params string[] words)
    {
        foreach (var expected in (string[])[$"error {code}: ", "  fix: ", .. words])
        {
            Assert.True(People.Contains(expected, StringComparison.Ordinal), $"It did not say '{expected}' but:\n{People}");
        }

        Assert.DoesNotContain("cli.bug", People, StringComparison.Ordinal);
        return this;
    }
}
