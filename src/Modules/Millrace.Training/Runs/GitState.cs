using System.ComponentModel;
using System.Diagnostics;

namespace Millrace.Training.Runs;

/// <summary>Which commit a folder is at.</summary>
/// <param name="Commit">Full hash.</param>
/// <param name="IsDirty">Whether tracked files have changes.</param>
internal sealed record GitState(string Commit, bool IsDirty)
{
    /// <summary>Asks git; null when it is not installed or the folder is in no repository.</summary>
    public static async Task<GitState?> ReadAsync(string folder, CancellationToken ct)
    {
        var commit = await AskAsync(folder, ["rev-parse", "HEAD"], ct).ConfigureAwait(false);
        return commit is null
            ? null
            : new GitState(commit.Trim(), await AskAsync(folder, ["status", "--porcelain", "--untracked-files=no"], ct).ConfigureAwait(false) is not "");
    }

    private static async Task<string?> AskAsync(string folder, string[] arguments, CancellationToken ct)
    {
        var start = new ProcessStartInfo("git") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            using var git = Process.Start(start)!;
            var errors = git.StandardError.ReadToEndAsync(ct);
            var answer = await git.StandardOutput.ReadToEndAsync(ct).ConfigureAwait(false);
            await errors.ConfigureAwait(false);
            await git.WaitForExitAsync(ct).ConfigureAwait(false);
            return git.ExitCode == 0 ? answer : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
