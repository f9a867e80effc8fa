using System.Text.Json;

namespace Millrace.EndToEnd.Tests.Setting;

/// <summary>A real server on a free port.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly RunningCli server;

    private RunningServer(RunningCli server, Uri url)
    {
        (this.server, Url) = (server, url);
        Client = new HttpClient { BaseAddress = url };
    }

    public Uri Url { get; }

    public HttpClient Client { get; }

    /// <summary>The greatest amount of memory that it ever had.</summary>
    public long PeakMemoryBytes => 1024 * long.Parse(
        File.ReadLines($"/proc/{server.Id}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))[6..].Replace("kB", "", StringComparison.Ordinal),
        System.Globalization.NumberStyles.AllowLeadingWhite | System.Globalization.NumberStyles.AllowTrailingWhite, null);

    public static async Task<RunningServer> StartAsync(CliProcess cli)
    {
        var server = cli.Start("server", "--port", "0", "--json");
        var people = server.ReadPeopleAsync();
        if (await server.Machine.ReadLineAsync() is not { } line)
        {
            throw new InvalidOperationException($"The server ended before it answered:\n{await people}");
        }

        return new RunningServer(server, new Uri(JsonSerializer.Deserialize<JsonElement>(line).GetProperty("url").GetString()!));
    }

    /// <summary>Kill -9: a normal event.</summary>
    public Task KillAsync() => server.KillAsync();

    /// <summary>Asks it to stop and gives what it said.</summary>
    public async Task<CliResult> StopAsync()
    {
        await server.SignalAsync("TERM");
        return await server.EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await server.DisposeAsync();
    }
}
