using System.CommandLine;
using Millrace.Cli.Terminal;
using Millrace.Kernel.Problems;
using Millrace.Tracking.Contracts;

namespace Millrace.Cli.Commands.Runs;

/// <summary><c>runs diff RUN RUN</c></summary>
internal sealed class RunsDiffCommand : MillraceCommand
{
    private readonly Argument<string> before = new("before") { Description = "The run to compare with." };
    private readonly Argument<string> after = new("after") { Description = "The run to compare." };

    public RunsDiffCommand(CommandHost host)
        : base(
            host, "diff", "Shows only what differs between two runs: metrics, parameters, data, code, environment.",
            "millrace runs diff 84dab769a8bdd2b5edc890e482eb4515 0c1d5f0a2b7e4d6f8a9b0c1d2e3f4a5b")
    {
        Arguments.Add(before);
        Arguments.Add(after);
    }

    public override async Task<Outcome<int>> RunAsync(ParseResult parse, Invocation invocation, CancellationToken ct)
    {
        var ids = new[] { before, after }.Select(argument => RunArgument.Parse(parse.GetValue(argument)!)).ToList();
        if (ids.Any(id => !id.IsOk))
        {
            return Outcome<int>.Failed([.. ids.SelectMany(id => id.Problems)]);
        }

        var diff = await invocation.App.Tracking.DiffAsync(ids[0].Value, ids[1].Value, ct);
        if (!diff.IsOk)
        {
            return diff.As<int>();
        }

        if (invocation.IsJson)
        {
            invocation.WriteJson(diff.Value);
            return ProblemTable.ExitOk;
        }

        Show(invocation.Terminal, diff.Value);
        return ProblemTable.ExitOk;
    }

    private static void Show(Terminal.Terminal terminal, RunDiff diff)
    {
        if (diff.IsSame)
        {
            terminal.Say("Nothing differs: metrics, parameters, data, code and environment are the same.");
        }

        if (diff.Metrics.Count > 0)
        {
            terminal.Show(
                ["metric", "before", "after", "change"],
                diff.Metrics.Select(m => (string[])[m.Key, Words.Number(m.Before), Words.Number(m.After), Words.Number(m.Change)]), "metrics");
        }

        foreach (var (title, facts) in new[]
        {
            ("parameters", diff.Params), ("data", diff.Data), ("code", diff.Code), ("environment", diff.Environment),
        })
        {
            if (facts.Count > 0)
            {
                terminal.Show(["what", "before", "after"], facts.Select(f => (string[])[f.Key, f.Before ?? "–", f.After ?? "–"]), title);
            }
        }
    }
}
