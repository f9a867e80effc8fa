using System.Diagnostics;

namespace Millrace.EndToEnd.Tests.Setting;

/// <summary>Runs the real command line in a process of its own.</summary>
internal sealed class CliProcess(string home, string workingDirectory)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    public string Home => home;

    public string WorkingDirectory => workingDirectory;

    /// <summary>Runs to the end.</summary>
    public async Task<CliResult> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        return await EndOfAsync(process);
    }

    /// <summary>Starts and lets go on; the caller ends it.</summary>
    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Repository.Cli)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["MILLRACE_HOME"] = home, ["MILLRACE_URL"] = "", ["NO_COLOR"] = "1" },
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    /// <summary>Waits for the end, reading both streams meanwhile.</summary>
    public static async Task<CliResult> EndOfAsync(Process process)
    {
        using var limit = new CancellationTokenSource(Limit);
        var machine = process.StandardOutput.ReadToEndAsync(limit.Token);
        var people = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{string.Join(' ', process.StartInfo.ArgumentList)}' did not end within {Limit}.");
        }

        return new CliResult(process.ExitCode, await machine, await people);
    }
}
