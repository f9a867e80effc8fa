using System.CommandLine;
using Millrace.Cli.Terminal;
using Millrace.Kernel.Problems;
using Millrace.Server.Composition;
using Millrace.Workflows;

namespace Millrace.Cli.Commands.Workflows;

/// <summary><c>design WORKFLOW</c></summary>
internal sealed class DesignCommand : MillraceCommand
{
    private readonly Argument<string> workflow = new("workflow") { Description = "The workflow file." };
    private readonly Option<string?> output = new("--output") { Description = "File to write; standard output without it." };

    public DesignCommand(CommandHost host)
        : base(
            host, "design", "Writes the design document and runbook, filled from the file and its last run, in Markdown.",
            "millrace design samples/flights/workflow.yaml --output design.md")
    {
        Arguments.Add(workflow);
        Options.Add(output);
    }

    public override async Task<Outcome<int>> RunAsync(ParseResult parse, Invocation invocation, CancellationToken ct)
    {
        var check = WorkflowLoader.Check(invocation.Resolve(parse.GetValue(workflow)!), ct: ct);
        if (check.Workflow is not { } sound)
        {
            return Outcome<int>.Failed(check.Problems);
        }

        var document = RunPapers.DesignOf(invocation.App, check, await RunPapers.LastFactsAsync(invocation.App, sound.Name, ct));
        if (parse.GetValue(output) is { } path)
        {
            await AtomicFile.WriteAsync(invocation.Resolve(path), document, ct);
            invocation.Terminal.Say($"The design document is in {invocation.Resolve(path)}.");
        }
        else if (invocation.IsJson)
        {
            invocation.WriteJson(new { workflow = sound.Name, markdown = document });
        }
        else
        {
            invocation.Terminal.Machine.Write(document);
        }

        return ProblemTable.ExitOk;
    }
}
