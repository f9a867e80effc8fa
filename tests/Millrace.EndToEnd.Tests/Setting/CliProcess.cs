using System.Diagnostics;

namespace Millrace.EndToEnd.Tests.Setting;

/// <summary>Runs the real command line in processes of its own, with a home and a folder to stand in.</summary>
internal sealed class CliProcess(string home, string workingDirectory)
{
    // A runner that a script or nohup started ignores these signals, and hands that on to its children. env becomes the program,
    // so the process id stays.
    private const string AsFromATerminal = "--default-signal=INT,QUIT,HUP,TERM";

    public string Home => home;

    public string WorkingDirectory => workingDirectory;

    /// <summary>Set for the command in addition to the test's own environment.</summary>
    public Dictionary<string, string> Environment { get; init; } = [];

    /// <summary>A file of the working directory.</summary>
    public string Path(string name) => System.IO.Path.Combine(workingDirectory, name);

    /// <summary>Runs to the end.</summary>
    public async Task<CliResult> RunAsync(params string[] arguments)
    {
        await using var running = Start(arguments);
        return await running.EndAsync();
    }

    /// <summary>Starts and lets go on.</summary>
    public RunningCli Start(params string[] arguments) => Start(Repository.Cli, arguments);

    /// <summary>Starts as the leader of a process group of its own, as a shell does: Ctrl-C goes to the whole group.</summary>
    public RunningCli StartGroup(params string[] arguments) => Start("setsid", [Repository.Cli, .. arguments]);

    /// <summary>Runs a program beside the command line, in the same folder and with the same environment.</summary>
    public RunningCli Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("env", [AsFromATerminal, program, .. arguments])
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

        return new RunningCli(Process.Start(start)!);
    }
}
