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
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server ended before it answered.");
        return new RunningServer(process, new Uri(JsonSerializer.Deserialize<JsonElement>(line).GetProperty("url").GetString()!));
    }

    /// <summary>Kill -9: a normal event.</summary>
    public void Kill() => process.Kill();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!process.HasExited)
        {
            using var terminate = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            await terminate.WaitForExitAsync();
        }

        await process.WaitForExitAsync();
        process.Dispose();
    }
}
