using System.CommandLine;
using Millrace.Cli.Terminal;
using Millrace.Kernel.Problems;
using Millrace.Tracking.Contracts;

namespace Millrace.Cli.Commands.Runs;

/// <summary><c>runs list</c></summary>
internal sealed class RunsListCommand : MillraceCommand
{
    private readonly Option<string?> name = new("--name") { Description = "Only runs of this name." };
    private readonly Option<string?> filter = new("--filter") { Description = "Only runs that fit, as in MLflow's search: \"metrics.test.roc_auc > 0.85 and params.eta = '0.1'\"." };
    private readonly Option<string> orderBy = new("--order-by")
    {
        Description = "Order: started, name, or metrics.KEY, the greatest first; or a clause like \"params.eta ASC\".",
        DefaultValueFactory = _ => "started",
    };

    private readonly Option<int> limit = new("--limit") { Description = "At most so many, up to 1000.", DefaultValueFactory = _ => 100 };
    private readonly Option<bool> topLevel = new("--top-level") { Description = "Only runs that are part of no other." };

    public RunsListCommand(CommandHost host)
        : base(host, "list", "Lists tracked runs, newest first.", "millrace runs list --order-by metrics.test.roc_auc --json")
    {
        foreach (var option in new Option[] { name, filter, orderBy, limit, topLevel })
        {
            Options.Add(option);
        }
    }

    public override async Task<Outcome<int>> RunAsync(ParseResult parse, Invocation invocation, CancellationToken ct)
    {
        var query = new RunQuery
        {
            Name = parse.GetValue(name),
            Filter = parse.GetValue(filter),
            OrderBy = parse.GetValue(orderBy)!,
            Limit = parse.GetValue(limit),
            TopLevelOnly = parse.GetValue(topLevel),
        };
        var runs = await invocation.App.Tracking.SearchAsync(query, ct);
        return invocation.Answer(runs, (terminal, found) => terminal.Show(
            ["run", "name", "status", "started", "test.roc_auc", "test.log_loss", "part of"],
            found.Select(run => (string[])[
                run.RunId.ToString(), run.Name, run.Status.ToString(), Words.At(run.StartedAt), Metric(run, "test.roc_auc"), Metric(run, "test.log_loss"),
                run.ParentRunId?.ToString()[..8] ?? "–"])));
    }

    private static string Metric(RunView run, string key) => run.Metrics.TryGetValue(key, out var value) ? Words.Number(value) : "–";
}
