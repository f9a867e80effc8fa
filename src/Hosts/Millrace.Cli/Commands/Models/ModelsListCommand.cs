using System.CommandLine;
using System.Globalization;
using Millrace.Cli.Terminal;
using Millrace.Kernel.Problems;

namespace Millrace.Cli.Commands.Models;

/// <summary><c>models list</c></summary>
internal sealed class ModelsListCommand(CommandHost host)
    : MillraceCommand(
        host, "list", "Lists the registered models with their newest and Production versions.",
        "millrace models list")
{
    public override async Task<Outcome<int>> RunAsync(ParseResult parse, Invocation invocation, CancellationToken ct)
    {
        var models = await invocation.App.Registry.ListAsync(ct);
        if (invocation.IsJson)
        {
            invocation.WriteJson(models);
            return ProblemTable.ExitOk;
        }

        invocation.Terminal.Show(
            ["model", "versions", "newest", "semantic", "production"],
            models.Select(model => (string[])
            [
                model.Name, $"{model.VersionCount}", $"{model.NewestVersion}", model.SemanticVersion ?? "–",
                model.ProductionVersion?.ToString(CultureInfo.InvariantCulture) ?? "–",
            ]));
        return ProblemTable.ExitOk;
    }
}
