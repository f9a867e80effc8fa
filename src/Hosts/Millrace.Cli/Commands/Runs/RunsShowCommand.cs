using System.CommandLine;
using Millrace.Cli.Terminal;
using Millrace.Kernel.Problems;
using Millrace.Tracking.Contracts;

namespace Millrace.Cli.Commands.Runs;

/// <summary><c>runs show RUN</c></summary>
internal sealed class RunsShowCommand : MillraceCommand
{
    private readonly Argument<string> run = new("run") { Description = "The run's id: 32 hex digits, from 'runs list'." };

    public RunsShowCommand(CommandHost host)
        : base(
            host, "show", "Shows a run: metrics, parameters, tags, inputs, artifacts.",
            "millrace runs show 84dab769a8bdd2b5edc890e482eb4515")
        => Arguments.Add(run);

    public override async Task<Outcome<int>> RunAsync(ParseResult parse, Invocation invocation, CancellationToken ct)
    {
        var id = RunArgument.Parse(parse.GetValue(run)!);
        var shown = id.IsOk ? await invocation.App.Tracking.GetAsync(id.Value, ct) : id.As<RunView>();
        return invocation.Answer(shown, Show);
    }

    private static void Show(Terminal.Terminal terminal, RunView run)
    {
        var commit = run.GitCommit is null ? "no git commit" : $"git {run.GitCommit[..Math.Min(12, run.GitCommit.Length)]}{(run.GitIsDirty == true ? " (dirty)" : "")}";
        terminal.Say($"{run.Name} {run.RunId}: {run.Status}, started {Words.At(run.StartedAt)}, {commit}");
        terminal.Show(["metric", "value"], run.Metrics.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => (string[])[m.Key, Words.Number(m.Value)]), "metrics");
        terminal.Show(["parameter", "value"], run.Params.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => (string[])[p.Key, p.Value]), "parameters");
        terminal.Show(["tag", "value"], run.Tags.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => (string[])[t.Key, t.Value]), "tags");
        terminal.Show(["input", "digest", "used for"], run.Inputs.Select(i => (string[])[i.Name, i.Digest, i.Context]), "inputs");
        terminal.Show(["artifact", "bytes", "digest"], run.Artifacts.Select(a => (string[])[a.Path, Words.Count(a.SizeBytes), a.Digest.Short]), "artifacts");
    }
}
