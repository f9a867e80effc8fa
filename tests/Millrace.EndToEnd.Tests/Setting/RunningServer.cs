using System.Diagnostics;
using System.Text.Json;

namespace Millrace.EndToEnd.Tests.Setting;

/// <summary>A real server on a free port, stopped again by its process id.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly Process process;

    private RunningServer(Process process, Uri url)
    {
        this.process = process;
        Url = url;
        Client = new HttpClient { BaseAddress = url };
    }

    public Uri Url { get; }

    public HttpClient Client { get; }

    public static async Task<RunningServer> StartAsync(CliProcess cli)
    {
        var process = cli.Start("server", "--port", "0", "--json");
        var said = new List<string?>();
        process.ErrorDataReceived += (_, words) => said.Add(words.Data);
        process.BeginErrorReadLine();
        if (await process.StandardOutput.ReadLineAsync() is not { } line)
        {
            await process.WaitForExitAsync();
            throw new InvalidOperationException($"The server ended before it answered:\n{string.Join('\n', said)}");
        }

        return new RunningServer(process, new Uri(JsonSerializer.Deserialize<JsonElement>(line).GetProperty("url").GetString()!));
    }

    /// <summary>Kill -9: a normal event.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop and gives its exit code.</summary>
    public async Task<int> StopAsync()
    {
        if (!process.HasExited)
        {
            await CliProcess.SignalAsync("TERM", process.Id);
        }

        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await StopAsync();
        process.Dispose();
    }
}
