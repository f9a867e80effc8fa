using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Millrace.Kernel.Digests;

namespace Millrace.Server.Commands;

/// <summary>A command line that another process of the same user wants this one, the home's owner, to run.</summary>
/// <param name="Arguments">As typed, without the program's name.</param>
/// <param name="WorkingDirectory">What relative paths are relative to.</param>
public sealed record CommandRequest(IReadOnlyList<string> Arguments, string WorkingDirectory);

/// <summary>A piece of a running command's output; the last one carries the exit code.</summary>
/// <param name="Machine">For standard output.</param>
/// <param name="People">For standard error.</param>
/// <param name="ExitCode">Set on the last one.</param>
public sealed record CommandOutput(string? Machine, string? People, int? ExitCode);

/// <summary>Runs one command line against the open home.</summary>
public interface ICommandRunner
{
    /// <summary>Runs it; output goes to the two writers as it comes.</summary>
    Task<int> RunAsync(CommandRequest request, TextWriter machine, TextWriter people, CancellationToken ct);
}

/// <summary>Lets the command line work on a home that a server owns. Only who can read the lock file has the token.</summary>
public static class CommandEndpoint
{
    /// <summary>Where it listens.</summary>
    public const string Route = "/api/v1/commands";

    /// <summary>Maps it.</summary>
    public static void Map(IEndpointRouteBuilder routes, ICommandRunner runner, string token) =>
        routes.MapPost(Route, context => HandleAsync(context, runner, token)).ExcludeFromDescription();

    private static async Task HandleAsync(HttpContext context, ICommandRunner runner, string token)
    {
        if (!HasToken(context.Request, token))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        var request = await context.Request.ReadFromJsonAsync<CommandRequest>(CanonicalJson.Options, context.RequestAborted);
        context.Response.ContentType = "application/x-ndjson";
        using var gate = new SemaphoreSlim(1, 1);
        Task SendAsync(CommandOutput output) => WriteLineAsync(context, gate, output);
        var machine = new ForwardingWriter(text => SendAsync(new CommandOutput(text, null, null)));
        var people = new ForwardingWriter(text => SendAsync(new CommandOutput(null, text, null)));
        var code = await runner.RunAsync(request!, machine, people, context.RequestAborted);
        await machine.FlushAsync();
        await people.FlushAsync();
        await SendAsync(new CommandOutput(null, null, code));
    }

    private static bool HasToken(HttpRequest request, string token) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString()), Encoding.UTF8.GetBytes($"Bearer {token}"));

    private static async Task WriteLineAsync(HttpContext context, SemaphoreSlim gate, CommandOutput output)
    {
        await gate.WaitAsync(context.RequestAborted);
        try
        {
            await context.Response.WriteAsync(JsonSerializer.Serialize(output, CanonicalJson.Options) + "\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
        finally
        {
            gate.Release();
        }
    }
}
