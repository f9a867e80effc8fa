using System.CommandLine;
using Millrace.Kernel.Problems;
using Millrace.Pipelines.Contracts;
using Millrace.Server.Composition;
using Millrace.Workflows;
using Millrace.Workflows.Contracts;

namespace Millrace.Cli.Commands.Workflows;

/// <summary><c>run WORKFLOW</c></summary>
internal sealed class RunCommand : MillraceCommand
{
    private readonly Argument<string> workflow = new("workflow") { Description = "The workflow file." };

    public RunCommand(CommandHost host)
        : base(
            host, "run", "Runs a workflow: what was done before with the same inputs is not done again.",
            "millrace run samples/flights/workflow.yaml")
        => Arguments.Add(workflow);

    public override async Task<Outcome<int>> RunAsync(ParseResult parse, Invocation invocation, CancellationToken ct)
    {
        var ran = await RunWorkflowAsync(invocation, invocation.Resolve(parse.GetValue(workflow)!), ct);
        return ran.Map(result => result.ExitCode);
    }

    /// <summary>Loads, runs, documents and reports one workflow.</summary>
    internal static async Task<Outcome<RunResult>> RunWorkflowAsync(Invocation invocation, string path, CancellationToken ct)
    {
        var check = WorkflowLoader.Check(path, ct: ct);
        if (check.Workflow is not { } workflow)
        {
            return Outcome<RunResult>.Failed(check.Problems);
        }

        var observer = new RunObserver(invocation.Terminal);
        using var log = new RunLog(invocation.App.Layout, invocation.App.Clock, observer);
        var ran = await observer.WatchAsync(() => invocation.App.Pipelines.RunAsync(workflow.Plan, log, ct));
        if (!ran.IsOk)
        {
            return ran.As<RunResult>();
        }

        return await FinishAsync(invocation, check, ran.Value);
    }

    // What is written here tells of a run that has ended, so Ctrl-C no longer stops it.
    private static async Task<RunResult> FinishAsync(Invocation invocation, WorkflowCheck check, PipelineOutcome outcome)
    {
        var artifacts = await RunArtifacts.LoadAsync(invocation.App, outcome, CancellationToken.None);
        var papers = await WritePapersAsync(invocation.App, check, artifacts);
        if (invocation.IsJson)
        {
            invocation.WriteJson(RunJson.Of(artifacts, papers));
        }

        RunSummary.Show(invocation.Terminal, artifacts, papers);
        IReadOnlyList<Problem> problems = [.. outcome.Problems, .. papers.Problems];
        var exitCode = problems.Count == 0 ? ProblemTable.ExitOk : Terminal.ProblemPrinter.Print(invocation.Terminal, problems, json: false);
        return new RunResult(exitCode, check.Workflow!, artifacts);
    }

    // A disk too full for the report must not hide how the run went.
    private static async Task<Outcome<RunPapers>> WritePapersAsync(MillraceApp app, WorkflowCheck check, RunArtifacts artifacts)
    {
        try
        {
            return await RunPapers.WriteAsync(app, check, artifacts, CancellationToken.None);
        }
        catch (Exception failure) when (MachineProblems.From(failure) is not null)
        {
            return MachineProblems.From(failure)!;
        }
    }
}

/// <summary>A finished run.</summary>
/// <param name="ExitCode">0, or that of the problem that ended it.</param>
/// <param name="Workflow">What was run.</param>
/// <param name="Artifacts">What it left behind.</param>
internal sealed record RunResult(int ExitCode, LoadedWorkflow Workflow, RunArtifacts Artifacts);
