using System.CommandLine;
using Millrace.Kernel.Problems;
using Millrace.Registry.Contracts;

namespace Millrace.Cli.Commands.Models;

/// <summary><c>models promote MODEL VERSION --to STAGE</c></summary>
internal sealed class ModelsPromoteCommand : MillraceCommand
{
    private readonly Argument<string> model = new("model") { Description = "The registered model." };
    private readonly Argument<int> version = new("version") { Description = "Its version." };
    private readonly Option<Stage> to = new("--to") { Description = "The stage to reach.", Required = true };
    private readonly Option<string> reason = new("--reason") { Description = "Why, for the ledger.", DefaultValueFactory = _ => "Promoted by hand." };

    public ModelsPromoteCommand(CommandHost host)
        : base(
            host, "promote", "Moves a version along None → Staging → Production, when its gates pass and enough people approved; the ledger keeps who and why.",
            "millrace models promote flight-delays 3 --to Production --reason \"Two approvals.\"")
    {
        Arguments.Add(model);
        Arguments.Add(version);
        Options.Add(to);
        Options.Add(reason);
    }

    public override async Task<Outcome<int>> RunAsync(ParseResult parse, Invocation invocation, CancellationToken ct)
    {
        var move = new StageMove(
            parse.GetValue(model)!, parse.GetValue(version), parse.GetValue(to), $"user:{Environment.UserName}", parse.GetValue(reason)!,
            [], $"cli:{Guid.CreateVersion7():N}");
        var moved = await invocation.App.Registry.MoveAsync(move, ct);
        if (!moved.IsOk)
        {
            return moved.As<int>();
        }

        if (invocation.IsJson)
        {
            invocation.WriteJson(moved.Value);
        }
        else
        {
            invocation.Terminal.Say($"{moved.Value.Model} version {moved.Value.Version} is now in {moved.Value.Stage}.");
        }

        return ProblemTable.ExitOk;
    }
}
