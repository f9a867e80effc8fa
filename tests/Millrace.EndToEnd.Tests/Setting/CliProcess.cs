using System.Diagnostics;

namespace Millrace.EndToEnd.Tests.Setting;

/// <summary>Runs the real command line in processes of its own, with a home and a folder to stand in.</summary>
internal sealed class CliProcess(string home, string workingDirectory)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    public string Home => home;

    public string WorkingDirectory => workingDirectory;

    /// <summary>Set for the command in addition to the test's own environment.</summary>
    public Dictionary<string, string> Environment { get; init; } = [];

    /// <summary>A file of the working directory.</summary>
    public string Path(string name) => System.IO.Path.Combine(workingDirectory, name);

    /// <summary>Runs to the end.</summary>
    public async Task<CliResult> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        return await EndOfAsync(process);
    }

    /// <summary>Starts and lets go on; the caller ends it.</summary>
    public Process Start(params string[] arguments) => Start(Repository.Cli, arguments);

    /// <summary>Starts as the leader of a process group of its own, as a shell does: Ctrl-C goes to the whole group.</summary>
    public Process StartGroup(params string[] arguments) => Start("setsid", [Repository.Cli, .. arguments]);

    /// <summary>Waits for the end, reading both streams meanwhile.</summary>
    public static async Task<CliResult> EndOfAsync(Process process)
    {
        using var limit = new CancellationTokenSource(Limit);
        var machine = process.StandardOutput.ReadToEndAsync(limit.Token);
        var people = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return new CliResult(process.ExitCode, await machine, await people);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{string.Join(' ', process.StartInfo.ArgumentList)}' did not end within {Limit}.");
        }
    }

    /// <summary>Reads what it says to people until a line has these words.</summary>
    public static async Task<string> ReadUntilAsync(Process process, string words)
    {
        var said = new List<string>();
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (line.Contains(words, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"The command ended before it said '{words}':\n{string.Join('\n', said)}");
    }

    /// <summary>Sends a signal to a process, or with a negative id to its group.</summary>
    public static async Task SignalAsync(string signal, int id)
    {
        using var kill = Process.Start("kill", [$"-{signal}", "--", $"{id}"]);
        await kill.WaitForExitAsync();
    }

    private Process Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["MILLRACE_HOME"] = home,
                ["MILLRACE_URL"] = "",
                ["NO_COLOR"] = "1",
                // Several of these run at once: threads that spin while they wait would take the others' time.
                ["OMP_WAIT_POLICY"] = "PASSIVE",
            },
        };
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
