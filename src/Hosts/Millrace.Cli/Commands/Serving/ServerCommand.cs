using System.CommandLine;
using Millrace.Cli.Terminal;
using Millrace.Kernel.Problems;
using Millrace.Server.Commands;
using Millrace.Server.Composition;
using Millrace.Server.Http;

namespace Millrace.Cli.Commands.Serving;

/// <summary><c>server</c></summary>
internal sealed class ServerCommand : MillraceCommand
{
    private readonly Option<int> port = new("--port") { Description = "Port from 0 to 65535; 0 takes a free one.", DefaultValueFactory = _ => new ServerOptions().Port };
    private readonly Option<string> address = new("--host") { Description = "Address to listen on; loopback only.", DefaultValueFactory = _ => new ServerOptions().Host };

    public ServerCommand(CommandHost host)
        : base(host, "server", "Answers requests with what was deployed: predict, Open Inference Protocol, metrics.", "millrace server --port 8000")
    {
        Options.Add(port);
        Options.Add(address);
    }

    public override bool MayRunRemotely => false;

    public override async Task<Outcome<int>> RunAsync(ParseResult parse, Invocation invocation, CancellationToken ct)
    {
        var app = invocation.App;
        var options = new ServerOptions { Port = parse.GetValue(port), Host = parse.GetValue(address)! };
        var started = await MillraceServer.StartAsync(app, options, new CommandRunner(app), ct);
        if (!started.IsOk)
        {
            return started.As<int>();
        }

        await using var server = started.Value;
        if (invocation.IsJson)
        {
            invocation.Terminal.Machine.WriteLine($$"""{"url":"{{server.Url.ToString().TrimEnd('/')}}"}""");
            await invocation.Terminal.Machine.FlushAsync(ct);
        }

        invocation.Terminal.Say($"Millrace {MillraceServer.Version} answers at {server.Url} (home {app.Layout.Root}). Ctrl-C stops it.");
        foreach (var name in server.EndpointNames)
        {
            invocation.Terminal.Say($"  POST {server.Url}endpoints/{name}/predict");
        }

        await server.WaitAsync(ct);
        invocation.Terminal.Say("Stopped.");
        return ProblemTable.ExitOk;
    }

    /// <summary>Runs command lines of other processes on the home this one owns.</summary>
    private sealed class CommandRunner(MillraceApp app) : ICommandRunner
    {
        public Task<int> RunAsync(CommandRequest request, TextWriter machine, TextWriter people, CancellationToken ct) =>
            CommandLine.InvokeAsync(request.Arguments, Terminal.Terminal.OfWriters(machine, people), request.WorkingDirectory, app, ct);
    }
}
