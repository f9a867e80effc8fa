using System.CommandLine;
using Millrace.Kernel.Problems;
using Millrace.Registry.Contracts;

namespace Millrace.Cli.Commands.Models;

/// <summary><c>models approve MODEL VERSION --to STAGE --as NAME</c></summary>
internal sealed class ModelsApproveCommand : MillraceCommand
{
    private readonly Argument<string> model = new("model") { Description = "The registered model." };
    private readonly Argument<int> version = new("version") { Description = "Its version." };
    private readonly Option<Stage> to = new("--to") { Description = "The stage it may go to.", Required = true };
    private readonly Option<string> name = new("--as") { Description = "Who approves.", Required = true };
    private readonly Option<string> comment = new("--comment") { Description = "Why, for the ledger.", DefaultValueFactory = _ => "Approved." };

    public ModelsApproveCommand(CommandHost host)
        : base(
            host, "approve", "Keeps one person's approval of a version for a stage; it counts until the version leaves that stage.",
            "millrace models approve flight-delays 3 --to Production --as ada")
    {
        Arguments.Add(model);
        Arguments.Add(version);
        Options.Add(to);
        Options.Add(name);
        Options.Add(comment);
    }

    public override async Task<Outcome<int>> RunAsync(ParseResult parse, Invocation invocation, CancellationToken ct)
    {
        var approval = new Approval(
            parse.GetValue(model)!, parse.GetValue(version), parse.GetValue(to), $"user:{parse.GetValue(name)}", parse.GetValue(comment)!,
            $"cli:{Guid.CreateVersion7():N}");
        var approved = await invocation.App.Registry.ApproveAsync(approval, ct);
        if (!approved.IsOk)
        {
            return approved.As<int>();
        }

        var state = approved.Value;
        if (invocation.IsJson)
        {
            invocation.WriteJson(state);
            return ProblemTable.ExitOk;
        }

        invocation.Terminal.Say(
            $"{state.Model} version {state.Version} has {state.By.Count} approval(s) for {state.To}, of {state.Needed} needed: {string.Join(", ", state.By)}.");
        if (state.By.Count >= state.Needed)
        {
            invocation.Terminal.Say($"Move it with: millrace models promote {state.Model} {state.Version} --to {state.To}");
        }

        return ProblemTable.ExitOk;
    }
}
