using System.Net;
using System.Net.Sockets;
using System.Text;
using Millrace.ContractSuites;
using Millrace.Server.Commands;
using Millrace.Server.Composition;
using Millrace.Server.Http;

namespace Millrace.Tests.Server.Http;

/// <summary>A server on a free port over an empty home, in this process.</summary>
public sealed class ServedHome : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private MillraceServer? server;

    /// <summary>The composition behind it.</summary>
    public MillraceApp App { get; private set; } = null!;

    /// <summary>Asks it.</summary>
    public HttpClient Client { get; private set; } = null!;

    public Uri Url => server!.Url;

    /// <summary>The folder of the home, and of nothing else.</summary>
    public string Folder => folder.Path;

    public async ValueTask InitializeAsync()
    {
        App = (await MillraceApp.OpenAsync(folder.Path, CancellationToken.None)).Value;
        server = (await MillraceServer.StartAsync(App, new ServerOptions { Port = 0 }, new NoCommands(), CancellationToken.None)).Value;
        Client = new HttpClient { BaseAddress = server.Url, Timeout = TimeSpan.FromMinutes(1) };
    }

    /// <summary>Sends the bytes of a request as they are, without a client that tidies its path, and gives the whole answer.</summary>
    /// <param name="head">The request line and headers, without Host and Connection.</param>
    /// <param name="body">What follows.</param>
    /// <param name="isCutOff">The connection is closed for sending after the body, and no length is told beside what the head says.</param>
    public async Task<RawAnswer> SendRawAsync(string head, string body = "", bool isCutOff = false)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, Url.Port);
        var stream = tcp.GetStream();
        var length = body.Length > 0 && !isCutOff ? $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n" : "";
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"{head}\r\nHost: 127.0.0.1:{Url.Port}\r\nConnection: close\r\n{length}\r\n{body}"));
        if (isCutOff)
        {
            tcp.Client.Shutdown(SocketShutdown.Send);
        }

        using var reader = new StreamReader(stream, Encoding.UTF8);
        try
        {
            return new RawAnswer(await reader.ReadToEndAsync());
        }
        catch (IOException) when (isCutOff)
        {
            return new RawAnswer("");
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await server!.DisposeAsync();
        await App.DisposeAsync();
        folder.Dispose();
    }

    private sealed class NoCommands : ICommandRunner
    {
        public Task<int> RunAsync(CommandRequest request, TextWriter machine, TextWriter people, CancellationToken ct) => Task.FromResult(1);
    }
}

/// <summary>An answer as it came.</summary>
public sealed record RawAnswer(string Text)
{
    /// <summary>Its status code.</summary>
    public int Status => int.Parse(Text.Split(' ', 3)[1], System.Globalization.CultureInfo.InvariantCulture);
}
