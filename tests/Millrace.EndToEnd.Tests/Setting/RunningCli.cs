using System.Diagnostics;

namespace Millrace.EndToEnd.Tests.Setting;

/// <summary>A command line that runs in a process of its own; killed with its children when it is let go of.</summary>
internal sealed class RunningCli(Process process) : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    private Task<string>? people;

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    public StreamReader Machine => process.StandardOutput;

    public StreamReader People => process.StandardError;

    /// <summary>Waits for the end, reading both streams meanwhile.</summary>
    public async Task<CliResult> EndAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            var machine = Machine.ReadToEndAsync(limit.Token);
            var said = ReadPeopleAsync();
            await process.WaitForExitAsync(limit.Token);
            return new CliResult(process.ExitCode, await machine, await said);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"'{string.Join(' ', process.StartInfo.ArgumentList)}' did not end within {Limit}.");
        }
    }

    /// <summary>Reads all that it says to people from here on, so that a full pipe does not stop it.</summary>
    public Task<string> ReadPeopleAsync() => people ??= People.ReadToEndAsync();

    /// <summary>Reads what it says to people until a line has these words.</summary>
    public async Task ReadUntilAsync(string words)
    {
        var said = new List<string>();
        while (await People.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (line.Contains(words, StringComparison.Ordinal))
            {
                return;
            }
        }

        throw new InvalidOperationException($"The command ended before it said '{words}':\n{string.Join('\n', said)}");
    }

    /// <summary>Kill -9, of this process alone: what it started must find out by itself.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Sends a signal to the process.</summary>
    public Task SignalAsync(string signal) => SignalAsync(signal, $"{process.Id}");

    /// <summary>Sends a signal to the process group that it leads.</summary>
    public Task SignalGroupAsync(string signal) => SignalAsync(signal, $"-{process.Id}");

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private static async Task SignalAsync(string signal, string target)
    {
        using var kill = Process.Start("kill", [$"-{signal}", "--", target]);
        await kill.WaitForExitAsync();
    }
}
