using System.CommandLine;
using Millrace.Cli.Terminal;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Verdicts;
using Millrace.Server.Composition;
using Millrace.Workflows;
using Millrace.Workflows.Contracts;

namespace Millrace.Cli.Commands.Workflows;

/// <summary><c>check WORKFLOW</c></summary>
internal sealed class CheckCommand : MillraceCommand
{
    private readonly Argument<string> workflow = new("workflow") { Description = "The workflow file." };

    public CheckCommand(CommandHost host)
        : base(
            host, "check", "Checks a workflow file and gives ten design verdicts with evidence and fix. Nothing is run.",
            "millrace check samples/flights/workflow.yaml")
        => Arguments.Add(workflow);

    public override async Task<Outcome<int>> RunAsync(ParseResult parse, Invocation invocation, CancellationToken ct)
    {
        var check = WorkflowLoader.Check(invocation.Resolve(parse.GetValue(workflow)!), ct: ct);
        var facts = check.Workflow is { } sound ? await RunPapers.LastFactsAsync(invocation.App, sound.Name, ct) : null;
        var review = DesignReview.Evaluate(check, facts, invocation.App.Clock.GetUtcNow());
        if (invocation.IsJson)
        {
            invocation.WriteJson(new { path = check.Path, problems = check.Problems, verdicts = review });
        }

        ShowReview(invocation.Terminal, check, review);
        if (check.Problems.Count > 0)
        {
            return ProblemPrinter.Print(invocation.Terminal, check.Problems, json: false);
        }

        var failing = review.Count(verdict => verdict.Decision == Decision.Fail);
        return failing > 0 ? CliProblems.DesignNotSound(failing) : ProblemTable.ExitOk;
    }

    private static void ShowReview(Terminal.Terminal terminal, WorkflowCheck check, IReadOnlyList<DesignVerdict> review)
    {
        if (review.Count > 0)
        {
            terminal.Show(
                ["", "design", "verdict", "evidence", "fix"],
                review.Select(found => (string[])[$"{found.Number}", found.Title, Words.Of(found.Decision), found.Verdict.Reason, found.Fix ?? ""]),
                check.Workflow is { } workflow ? $"{workflow.Name}: {workflow.Plan.Steps.Count} steps, no errors in the file" : check.Path);
        }
    }
}
