using System.CommandLine;
using Millrace.Cli.Owner;
using Millrace.Kernel.Problems;
using Millrace.Server.Composition;

namespace Millrace.Cli.Commands.Serving;

/// <summary><c>worker --job DIR</c>: how Millrace starts its own child processes.</summary>
internal sealed class WorkerCommand : MillraceCommand
{
    private readonly Option<string> job = new("--job") { Description = "The job's folder.", Required = true };

    public WorkerCommand(CommandHost host)
        : base(host, "worker", "Does one job in this process; started by Millrace itself.")
    {
        Hidden = true;
        Options.Add(job);
    }

    public override HomeUse Uses(ParseResult parse) => HomeUse.None;

    public override async Task<Outcome<int>> RunAsync(ParseResult parse, Invocation invocation, CancellationToken ct)
    {
        var home = HomeLocation.Find(parse.GetValue(CommandHost.HomeOption), invocation.WorkingDirectory);
        return await Workers.RunAsync(home, parse.GetValue(job)!, ct);
    }
}
