using System.CommandLine;
using Millrace.Cli.Terminal;
using Millrace.Kernel.Problems;
using Millrace.Training.Contracts;

namespace Millrace.Cli.Commands.Runs;

/// <summary><c>runs reproduce RUN</c></summary>
internal sealed class RunsReproduceCommand : MillraceCommand
{
    private readonly Argument<string> run = new("run") { Description = "A candidate's run id, from 'runs list'." };

    public RunsReproduceCommand(CommandHost host)
        : base(
            host, "reproduce",
            "Trains a recorded run again, from its own data, definitions and seed, and compares bytes and metrics. Nothing new is recorded; exit code 3 when they differ.",
            "millrace runs reproduce 84dab769a8bdd2b5edc890e482eb4515")
        => Arguments.Add(run);

    public override async Task<Outcome<int>> RunAsync(ParseResult parse, Invocation invocation, CancellationToken ct)
    {
        var id = RunArgument.Parse(parse.GetValue(run)!);
        if (!id.IsOk)
        {
            return id.As<int>();
        }

        var told = -1;
        void Progress(double? share, string words)
        {
            // One line for every tenth, so that a log file stays readable.
            if ((int)((share ?? 0) * 10) is var tenth && tenth > told)
            {
                told = tenth;
                invocation.Terminal.Say($"training again: {words}");
            }
        }

        var report = await invocation.App.Reproduction.ReproduceAsync(id.Value, Progress, ct);
        if (!report.IsOk)
        {
            return report.As<int>();
        }

        Show(invocation, report.Value);
        return report.Value.IsIdentical ? ProblemTable.ExitOk : CliProblems.NotReproduced(id.Value.ToString());
    }

    private static void Show(Invocation invocation, ReproductionReport report)
    {
        if (invocation.IsJson)
        {
            invocation.WriteJson(report);
            return;
        }

        invocation.Terminal.Show(
            ["file", "original", "again", "same"],
            report.Files.Select(f => (string[])[f.Name, f.Original?.Short ?? "–", f.Reproduced?.Short ?? "–", f.IsSame ? "yes" : "no"]), "files");
        invocation.Terminal.Show(
            ["metric", "original", "again", "same"],
            report.Metrics.Select(m => (string[])[m.Name, Words.Number(m.Original), Words.Number(m.Reproduced), m.IsSame ? "yes" : "no"]), "metrics");
        foreach (var difference in report.Environment)
        {
            invocation.Terminal.Say($"differs around it: {difference.Name} was '{difference.Original}', is '{difference.Now}'");
        }

        invocation.Terminal.Say(report.IsIdentical ? "Reproduced: every byte and every metric is the same." : "Not reproduced: see what differs above.");
    }
}
