using System.CommandLine;
using Millrace.Cli.Terminal;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Pipelines.Contracts;

namespace Millrace.Cli.Commands.Pipelines;

/// <summary><c>pipelines list</c></summary>
internal sealed class PipelinesListCommand : MillraceCommand
{
    private readonly Option<string?> workflow = new("--workflow") { Description = "Only of this workflow." };
    private readonly Option<int> limit = new("--limit") { Description = "At most so many.", DefaultValueFactory = _ => 20 };

    public PipelinesListCommand(CommandHost host)
        : base(host, "list", "Lists executions of workflows, newest first.", "millrace pipelines list --workflow flight-delays")
    {
        Options.Add(workflow);
        Options.Add(limit);
    }

    public override async Task<Outcome<int>> RunAsync(ParseResult parse, Invocation invocation, CancellationToken ct)
    {
        var runs = await invocation.App.History.ListAsync(parse.GetValue(workflow), Math.Max(1, parse.GetValue(limit)), ct);
        return invocation.Answer(Outcome.Ok(runs), (terminal, found) => terminal.Show(
            ["execution", "workflow", "status", "started", "took"],
            found.Select(run => (string[])[run.PipelineRunId.ToString(), run.Workflow, run.Status.ToString(), Words.At(run.StartedAt), Words.Seconds(run.ElapsedMs)])));
    }
}

/// <summary><c>pipelines show ID</c></summary>
internal sealed class PipelinesShowCommand : MillraceCommand
{
    private readonly Argument<string> id = new("execution") { Description = "The execution's id: p- and 32 hex digits, from 'pipelines list'." };

    public PipelinesShowCommand(CommandHost host)
        : base(
            host, "show", "Shows an execution with its steps, times and verdicts.",
            "millrace pipelines show p-84dab769a8bdd2b5edc890e482eb4515")
        => Arguments.Add(id);

    public override async Task<Outcome<int>> RunAsync(ParseResult parse, Invocation invocation, CancellationToken ct)
    {
        var text = parse.GetValue(id)!;
        if (!PipelineRunId.TryParse(text, out var execution))
        {
            return CliProblems.Usage($"'{text}' is not an execution's id; one is 'p-' and 32 hex digits.", "millrace pipelines list");
        }

        var shown = await invocation.App.History.ShowAsync(execution, ct);
        return invocation.Answer(shown, Show);
    }

    private static void Show(Terminal.Terminal terminal, PipelineOutcome run)
    {
        terminal.Show(
            ["step", "status", "took", "memory peak", "facts"],
            run.Steps.Select(step => (string[])[
                step.Id, step.Status.ToString(), Words.Seconds(step.ElapsedMs), Words.Megabytes(step.PeakMemoryBytes),
                string.Join(", ", step.Summary.Select(fact => $"{fact.Key} {fact.Value}"))]),
            $"{run.Workflow}: {run.Status}");
        var verdicts = run.Steps.SelectMany(step => step.Verdicts).ToList();
        if (verdicts.Count > 0)
        {
            terminal.Show(["clause", "subject", "decision", "why"], verdicts.Select(v => (string[])[v.Clause, v.Slice ?? v.Subject, Words.Of(v.Decision), v.Reason]));
        }
    }
}
