using System.CommandLine;
using System.CommandLine.Help;
using Millrace.Cli.Commands.Data;
using Millrace.Cli.Commands.Events;
using Millrace.Cli.Commands.Features;
using Millrace.Cli.Commands.Models;
using Millrace.Cli.Commands.Monitoring;
using Millrace.Cli.Commands.Pipelines;
using Millrace.Cli.Commands.Runs;
using Millrace.Cli.Commands.Serving;
using Millrace.Cli.Commands.Workflows;
using Millrace.Cli.Terminal;
using Millrace.Kernel.Problems;
using Millrace.Server.Composition;

namespace Millrace.Cli.Commands;

/// <summary>The tree of commands.</summary>
internal static class CommandLine
{
    private const string Help = """
        Millrace: a machine-learning model from a problem statement to monitored production.

        Start with:  millrace check workflow.yaml     what is wrong with the design
                     millrace run workflow.yaml       run it; a second run does only what changed
                     millrace server                  answer requests with what was deployed

        Data goes to standard output, words for people to standard error. While a server owns the home, commands run
        in it. MILLRACE_URL names a server elsewhere, MILLRACE_TOKEN its token.

        Exit codes: 0 done, 1 a bug of ours, 2 bad input, 3 a gate or check did not pass, 4 not found,
        5 conflict or busy, 6 disk or engine failure, 7 forbidden, 130 stopped.
        """;

    // A step ends at its next chance, and a worker process within five seconds.
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(20);

    /// <summary>Parses and runs one command line.</summary>
    /// <param name="arguments">Without the program's name.</param>
    /// <param name="terminal">Where it speaks.</param>
    /// <param name="workingDirectory">What relative paths are relative to.</param>
    /// <param name="openApp">The home when this process owns it already; null to open one when needed.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<int> InvokeAsync(
        IReadOnlyList<string> arguments, Terminal.Terminal terminal, string workingDirectory, MillraceApp? openApp, CancellationToken ct)
    {
        var host = new CommandHost(terminal, workingDirectory, openApp, arguments);
        var output = new InvocationConfiguration
        {
            Output = terminal.Machine,
            Error = terminal.People.Profile.Out.Writer,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = StopGrace,
        };
        var parsed = Tree(host).Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            return ProblemPrinter.Print(terminal, UsageMistakes.Of(parsed), arguments.Contains("--json"));
        }

        try
        {
            return await parsed.InvokeAsync(output, ct);
        }
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            terminal.Say($"error cli.bug: {bug.GetType().Name}: {bug.Message}");
            terminal.Say("  fix: This is a bug in Millrace, not in your input. Please report it with the lines below.");
            terminal.Say(bug.ToString());
            return ProblemTable.ExitBug;
        }
    }

    internal static RootCommand Tree(CommandHost host)
    {
        var root = new RootCommand(Help)
        {
            new CheckCommand(host),
            new DesignCommand(host),
            new RunCommand(host),
            new CommandGroup("data", "Datasets: their versions, columns, profiles and checks.", new DataListCommand(host), new DataShowCommand(host)),
            new CommandGroup("features", "Features: what they are, where they come from, what they risk.", new FeaturesListCommand(host), new FeaturesShowCommand(host)),
            new CommandGroup(
                "runs", "Tracked runs: one for each candidate, baseline and trial that was trained.", new RunsListCommand(host), new RunsShowCommand(host), new RunsCompareCommand(host), new RunsDiffCommand(host),
                new RunsReproduceCommand(host)),
            new CommandGroup("pipelines", "Executions of workflows: their steps, times and verdicts.", new PipelinesListCommand(host), new PipelinesShowCommand(host)),
            new CommandGroup(
                "models", "Registered models: their versions, and the stage each stands in.", new ModelsListCommand(host), new ModelsShowCommand(host),
                new ModelsApproveCommand(host), new ModelsPromoteCommand(host), new ModelsRollbackCommand(host), new ModelsHistoryCommand(host),
                new ModelsCardCommand(host)),
            new CommandGroup("events", "Lifecycle events: what happened to models, as CloudEvents.", new EventsListCommand(host)),
            new PredictCommand(host),
            new DriftCommand(host),
            new ServerCommand(host),
            new DemoCommand(host),
            new WorkerCommand(host),
        };
        root.Options.Add(CommandHost.HomeOption);
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        return root;
    }
}
