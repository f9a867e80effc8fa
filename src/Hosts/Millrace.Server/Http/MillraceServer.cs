using System.Net;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Millrace.Kernel.Options;
using Millrace.Kernel.Problems;
using Millrace.Mlflow.Routes;
using Millrace.Server.Commands;
using Millrace.Server.Composition;
using Millrace.Server.Prometheus;
using Millrace.Serving;

namespace Millrace.Server.Http;

/// <summary>The HTTP server over an open home.</summary>
public sealed class MillraceServer : IAsyncDisposable
{
    // The configuration that ASP.NET would read again is watched with everything below the current folder, the home with its database too.
    private static readonly string[] NoReload = ["--hostBuilder:reloadConfigOnChange=false"];

    private const long LargestBodyBytes = 64 * 1024 * 1024;
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromSeconds(1);
    private readonly WebApplication web;
    private readonly IServedEndpoints endpoints;
    private readonly PrometheusExporter metrics;
    private readonly IAsyncDisposable background;
    private readonly CancellationTokenSource stopping = new();
    private Task refreshing = Task.CompletedTask;

    private MillraceServer(WebApplication web, IServedEndpoints endpoints, PrometheusExporter metrics, IAsyncDisposable background) =>
        (this.web, this.endpoints, this.metrics, this.background) = (web, endpoints, metrics, background);

    /// <summary>The product's version.</summary>
    public static string Version { get; } = typeof(MillraceServer).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";

    /// <summary>Names of the endpoints that answer.</summary>
    public IEnumerable<string> EndpointNames => endpoints.Names;

    /// <summary>Where it answers.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1");

    /// <summary>Starts to listen; the endpoints are loaded before the first request is taken.</summary>
    /// <param name="app">The open home; not disposed with the server.</param>
    /// <param name="options">Where to listen.</param>
    /// <param name="commands">Runs command lines of other processes.</param>
    /// <param name="ct">Stops the start.</param>
    /// <returns>The running server, or why it does not start: <c>server.not-loopback</c>, <c>server.option-out-of-range</c>, <c>server.port-in-use</c>.</returns>
    public static async Task<Outcome<MillraceServer>> StartAsync(
        MillraceApp app, ServerOptions options, ICommandRunner commands, CancellationToken ct)
    {
        if (!IPAddress.TryParse(options.Host == "localhost" ? "127.0.0.1" : options.Host, out var address) || !IPAddress.IsLoopback(address))
        {
            return ServerProblems.NotLoopback(options.Host);
        }

        var allowed = OptionCheck.Check(options, ServerProblems.OptionOutOfRange);
        if (!allowed.IsOk)
        {
            return allowed.As<MillraceServer>();
        }

        var endpoints = app.LoadEndpoints();
        var metrics = new PrometheusExporter();
        await endpoints.RefreshAsync(ct).ConfigureAwait(false);
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var web = Build(address, options, endpoints, metrics, commands, token);
        var server = new MillraceServer(web, endpoints, metrics, MlflowApi.Map(web, app));
        try
        {
            await server.web.StartAsync(ct).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or System.Net.Sockets.SocketException)
        {
            await server.DisposeAsync().ConfigureAwait(false);
            return ServerProblems.PortInUse(options.Port, fault.Message);
        }

        server.Url = new Uri(server.web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        app.Announce(server.Url, token);
        server.refreshing = server.RefreshAsync(server.stopping.Token);
        return server;
    }

    /// <summary>Waits until the process is asked to stop.</summary>
    public Task WaitAsync(CancellationToken ct) => Task.Delay(Timeout.Infinite, ct).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await refreshing.ConfigureAwait(false);
        await web.DisposeAsync().ConfigureAwait(false);
        await background.DisposeAsync().ConfigureAwait(false);
        endpoints.Dispose();
        metrics.Dispose();
        stopping.Dispose();
    }

    private static WebApplication Build(
        IPAddress address, ServerOptions options, IServedEndpoints endpoints, PrometheusExporter metrics, ICommandRunner commands, string token)
    {
        var builder = WebApplication.CreateSlimBuilder(NoReload);
        builder.Logging.ClearProviders();
        builder.Logging.AddJsonConsole(console => console.JsonWriterOptions = new() { Indented = false });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host => host.ShutdownTimeout = options.StopGrace);
        builder.Services.AddOpenApi();
        builder.Services.AddProblemDetails();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBodyBytes;
            kestrel.Listen(address, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        var web = builder.Build();
        BrowserGuard.Use(web);
        web.MapOpenApi();
        web.MapGet("/health", () => Results.Text("OK")).WithName("Health");
        web.MapGet("/api/2.0/millrace/version", () => Results.Text(Version)).WithName("ProductVersion");
        web.MapGet("/metrics", () => Results.Text(metrics.Write(), PrometheusExporter.ContentType)).WithName("Metrics");
        endpoints.Map(web, Version);
        CommandEndpoint.Map(web, commands, token);
        return web;
    }

    private async Task RefreshAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(RefreshInterval);
        try
        {
            while (await timer.WaitForNextTickAsync(ct).ConfigureAwait(false))
            {
                await RefreshOnceAsync(ct).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    // Whatever goes wrong, requests are answered with what is loaded, and the next second tries again.
    private async Task RefreshOnceAsync(CancellationToken ct)
    {
        try
        {
            await endpoints.RefreshAsync(ct).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            web.Logger.LogError(fault, "The endpoints could not be brought up to date");
        }
    }
}
