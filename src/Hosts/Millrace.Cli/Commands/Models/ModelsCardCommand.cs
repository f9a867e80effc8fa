using System.CommandLine;
using Millrace.Kernel.Problems;

namespace Millrace.Cli.Commands.Models;

/// <summary><c>models card MODEL VERSION</c></summary>
internal sealed class ModelsCardCommand : MillraceCommand
{
    private readonly Argument<string> model = new("model") { Description = "The registered model." };
    private readonly Argument<int> version = new("version") { Description = "Its version." };

    public ModelsCardCommand(CommandHost host)
        : base(
            host, "card", "Writes a version's model card: front matter as Hugging Face reads it, then Markdown.",
            "millrace models card flight-delays 3 > README.md")
    {
        Arguments.Add(model);
        Arguments.Add(version);
    }

    public override async Task<Outcome<int>> RunAsync(ParseResult parse, Invocation invocation, CancellationToken ct)
    {
        var name = parse.GetValue(model)!;
        var card = await invocation.App.Cards.WriteAsync(name, parse.GetValue(version), ct);
        if (!card.IsOk)
        {
            return card.As<int>();
        }

        if (invocation.IsJson)
        {
            invocation.WriteJson(new { model = name, version = parse.GetValue(version), card = card.Value });
        }
        else
        {
            invocation.Terminal.Machine.Write(card.Value);
        }

        return ProblemTable.ExitOk;
    }
}
