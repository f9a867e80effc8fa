using System.CommandLine;
using Millrace.Cli.Terminal;
using Millrace.Kernel.Problems;

namespace Millrace.Cli.Commands.Runs;

/// <summary><c>runs compare RUN RUN…</c></summary>
internal sealed class RunsCompareCommand : MillraceCommand
{
    private readonly Argument<string[]> runs = new("runs") { Description = "Two to fifty run ids.", Arity = new ArgumentArity(2, 50) };

    public RunsCompareCommand(CommandHost host)
        : base(
            host, "compare", "Shows runs side by side: parameters that differ and all metrics.",
            "millrace runs compare 84dab769a8bdd2b5edc890e482eb4515 0c1d5f0a2b7e4d6f8a9b0c1d2e3f4a5b")
        => Arguments.Add(runs);

    public override async Task<Outcome<int>> RunAsync(ParseResult parse, Invocation invocation, CancellationToken ct)
    {
        var ids = parse.GetValue(runs)!.Select(RunArgument.Parse).ToList();
        if (ids.Any(id => !id.IsOk))
        {
            return Outcome<int>.Failed([.. ids.SelectMany(id => id.Problems)]);
        }

        var compared = await invocation.App.Tracking.CompareAsync([.. ids.Select(id => id.Value)], ct);
        if (!compared.IsOk)
        {
            return compared.As<int>();
        }

        if (invocation.IsJson)
        {
            invocation.WriteJson(compared.Value);
            return ProblemTable.ExitOk;
        }

        string[] headers = ["", .. compared.Value.Runs.Select(run => $"{run.Name} {run.RunId.ToString()[..8]}")];
        invocation.Terminal.Show(headers, compared.Value.Metrics.Select(m => (string[])[m.Key, .. m.Values.Select(Words.Number)]), "metrics");
        invocation.Terminal.Show(
            headers, compared.Value.Params.Where(p => p.Differs).Select(p => (string[])[p.Key, .. p.Values.Select(value => value ?? "–")]), "parameters that differ");
        return ProblemTable.ExitOk;
    }
}
