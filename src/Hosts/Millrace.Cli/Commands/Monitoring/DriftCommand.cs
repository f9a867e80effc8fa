using System.CommandLine;
using Millrace.Cli.Terminal;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Resources;
using Millrace.Kernel.Verdicts;
using Millrace.Monitoring.Contracts;
using Millrace.Monitoring.Files;
using Millrace.Server.Reporting;

namespace Millrace.Cli.Commands.Monitoring;

/// <summary><c>drift --reference A --current B</c>, or <c>drift WORKFLOW</c> for the last report of a workflow.</summary>
internal sealed class DriftCommand : MillraceCommand
{
    private readonly Argument<string?> workflow = new("workflow") { Description = "A workflow's name: shows its newest drift report.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> reference = new("--reference") { Description = "Reference file: .csv, .parquet or .jsonl." };
    private readonly Option<string?> current = new("--current") { Description = "File to compare with the reference, in the same formats." };
    private readonly Option<double> numericBound = new("--numeric-bound") { Description = "Wasserstein distance in reference standard deviations that counts as drift.", DefaultValueFactory = _ => 0.1 };
    private readonly Option<double> categoricalBound = new("--categorical-bound") { Description = "Jensen–Shannon distance (natural log) that counts as drift.", DefaultValueFactory = _ => 0.1 };
    private readonly Option<string?> html = new("--html") { Description = "Also writes a report to this HTML file." };

    public DriftCommand(CommandHost host)
        : base(
            host, "drift",
            "Compares two files column by column, or shows a workflow's newest drift report. Drift that is found is an answer: the exit code is 0.",
            "millrace drift --reference may.csv --current june.csv --html drift.html",
            "millrace drift flight-delays --json")
    {
        Arguments.Add(workflow);
        foreach (var option in new Option[] { reference, current, numericBound, categoricalBound, html })
        {
            Options.Add(option);
        }
    }

    // Comparing files needs no home; a workflow's report is read from one.
    public override HomeUse Uses(ParseResult parse) => parse.GetValue(reference) is null ? HomeUse.Own : HomeUse.None;

    public override async Task<Outcome<int>> RunAsync(ParseResult parse, Invocation invocation, CancellationToken ct)
    {
        var (before, now) = (parse.GetValue(reference), parse.GetValue(current));
        if (before is null != now is null || (before is null && parse.GetValue(workflow) is null))
        {
            return CliProblems.Usage("drift needs --reference and --current, or a workflow's name.", "millrace drift --reference a.csv --current b.csv");
        }

        var report = before is null
            ? await LatestAsync(parse.GetValue(workflow)!, invocation, ct)
            : FileComparison.Compare(invocation.Resolve(before), invocation.Resolve(now!), Bounds(parse), ResourceBudget.Default, TimeProvider.System, ct);
        if (!report.IsOk)
        {
            return report.As<int>();
        }

        if (parse.GetValue(html) is { } path)
        {
            await AtomicFile.WriteAsync(invocation.Resolve(path), DriftPage.Html(report.Value, TimeProvider.System.GetUtcNow()), ct);
        }

        Show(invocation, report.Value);
        return ProblemTable.ExitOk;
    }

    private DataDriftSpec Bounds(ParseResult parse) =>
        new("wasserstein", parse.GetValue(numericBound), "jensen_shannon", parse.GetValue(categoricalBound), 0.05);

    private static async Task<Outcome<DriftReport>> LatestAsync(string workflow, Invocation invocation, CancellationToken ct)
    {
        var reports = await invocation.App.Drift.ListAsync(workflow, ct);
        return reports.Count > 0
            ? await invocation.App.Blobs.GetJsonAsync<DriftReport>(reports[0].Report, ct)
            : CliProblems.NothingRun(workflow);
    }

    private static void Show(Invocation invocation, DriftReport report)
    {
        if (invocation.IsJson)
        {
            invocation.WriteJson(report);
            return;
        }

        invocation.Terminal.Show(
            ["column", "drift", "effect", "value", "bound", "psi", "test", "p adjusted"],
            report.Features.OrderByDescending(f => (f.Effect ?? -1) / f.Bound).Select(f => (string[])[
                f.Feature, f.Decision == Decision.Fail ? "drifted" : f.Decision == Decision.Pass ? "no" : "not_evaluated",
                f.EffectName, Words.Number(f.Effect), Words.Number(f.Bound), Words.Number(f.Psi), f.Test, Words.Number(f.AdjustedPValue)]),
            $"{Words.Count(report.ReferenceRowCount)} reference rows, {Words.Count(report.CurrentRowCount)} current rows");
        foreach (var verdict in report.Verdicts)
        {
            invocation.Terminal.Say($"{verdict.Clause}: {Words.Of(verdict.Decision)}. {verdict.Reason}");
        }

        foreach (var reason in report.Retraining.Reasons)
        {
            invocation.Terminal.Say($"retraining {reason}");
        }
    }
}
