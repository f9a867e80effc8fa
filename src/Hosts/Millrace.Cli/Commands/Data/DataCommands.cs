using System.CommandLine;
using Millrace.Cli.Terminal;
using Millrace.Data.Contracts;
using Millrace.Kernel.Problems;

namespace Millrace.Cli.Commands.Data;

/// <summary><c>data list</c></summary>
internal sealed class DataListCommand(CommandHost host)
    : MillraceCommand(host, "list", "Lists datasets with their newest version.", "millrace data list --json")
{
    public override async Task<Outcome<int>> RunAsync(ParseResult parse, Invocation invocation, CancellationToken ct)
    {
        var datasets = await invocation.App.Data.ListAsync(ct);
        return invocation.Answer(Outcome.Ok(datasets), (terminal, found) => terminal.Show(
            ["dataset", "role", "versions", "newest", "rows", "made", "checks"],
            found.Select(d => (string[])[
                d.Name, d.Role.ToString(), $"{d.VersionCount}", d.Newest.Digest.Short, Words.Count(d.Newest.RowCount), Words.At(d.Newest.CreatedAtUtc),
                d.Newest.Decision is { } decision ? Words.Of(decision) : "–"])));
    }
}

/// <summary><c>data show NAME</c></summary>
internal sealed class DataShowCommand : MillraceCommand
{
    private readonly Argument<string> name = new("name") { Description = "The dataset or source." };
    private readonly Option<string?> version = new("--version") { Description = "At least four first digits of a version (default: the newest prepared one)." };

    public DataShowCommand(CommandHost host)
        : base(
            host, "show", "Shows a dataset version: columns, profile, checks, schema changes.",
            "millrace data show flights",
            "millrace data show flights --version 3f9a")
    {
        Arguments.Add(name);
        Options.Add(version);
    }

    public override async Task<Outcome<int>> RunAsync(ParseResult parse, Invocation invocation, CancellationToken ct)
    {
        var shown = await invocation.App.Data.ShowAsync(parse.GetValue(name)!, parse.GetValue(version), ct);
        return invocation.Answer(shown, Show);
    }

    private static void Show(Terminal.Terminal terminal, DatasetDetail detail)
    {
        var title = $"{detail.Name} {detail.Version.Digest.Short}, {Words.Count(detail.Manifest.RowCount)} rows";
        var profiles = detail.Profile?.Columns.ToDictionary(column => column.Name, StringComparer.Ordinal) ?? [];
        terminal.Show(
            ["column", "type", "nulls", "distinct", "min", "max", "mean"],
            detail.Manifest.Columns.Select(column => profiles.TryGetValue(column.Name, out var p)
                ? (string[])[column.Name, column.Type, Words.Count(p.NullCount), Words.Count(p.DistinctCount), p.Min ?? "–", p.Max ?? "–", Words.Number(p.Mean)]
                : [column.Name, column.Type, "–", "–", "–", "–", "–"]), title);
        if (detail.Checks is { } checks)
        {
            terminal.Show(
                ["check", "decision", "failing rows", "why"],
                checks.Results.Select(r => (string[])[r.Name, Words.Of(r.Decision), Words.Count(r.FailingRowCount), r.Reason]), "checks");
        }

        foreach (var entry in detail.History.Where(entry => entry.Change is not null))
        {
            terminal.Say($"Schema changed at {entry.Digest.Short}: {entry.Change!.Added.Count} added, {entry.Change.Removed.Count} removed, {entry.Change.Retyped.Count} retyped.");
        }
    }
}
