using System.CommandLine;
using Millrace.Kernel.Problems;
using Millrace.Registry.Contracts;
using Millrace.Server.Composition;

namespace Millrace.Cli.Commands.Models;

/// <summary><c>models rollback MODEL</c></summary>
internal sealed class ModelsRollbackCommand : MillraceCommand
{
    private readonly Argument<string> model = new("model") { Description = "The registered model." };
    private readonly Option<string> reason = new("--reason") { Description = "Why, for the ledger.", DefaultValueFactory = _ => "Rolled back by hand." };

    public ModelsRollbackCommand(CommandHost host)
        : base(
            host, "rollback", "Brings back the version that was Production before, after its graph was loaded and has answered one row.",
            "millrace models rollback flight-delays --reason \"Too many false alarms.\"")
    {
        Arguments.Add(model);
        Options.Add(reason);
    }

    public override async Task<Outcome<int>> RunAsync(ParseResult parse, Invocation invocation, CancellationToken ct)
    {
        var rollback = new Rollback(parse.GetValue(model)!, $"user:{Environment.UserName}", parse.GetValue(reason)!, $"cli:{Guid.CreateVersion7():N}");
        var restored = await invocation.App.Registry.RollBackAsync(rollback, (version, stop) => VersionProbe.TryAsync(invocation.App, version, stop), ct);
        if (!restored.IsOk)
        {
            return restored.As<int>();
        }

        if (invocation.IsJson)
        {
            invocation.WriteJson(restored.Value);
        }
        else
        {
            invocation.Terminal.Say($"{restored.Value.Model} version {restored.Value.Version} is in Production again.");
        }

        return ProblemTable.ExitOk;
    }
}
