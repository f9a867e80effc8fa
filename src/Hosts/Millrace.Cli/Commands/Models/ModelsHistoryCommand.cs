using System.CommandLine;
using System.Globalization;
using Millrace.Cli.Terminal;
using Millrace.Kernel.Problems;
using Millrace.Registry.Contracts;

namespace Millrace.Cli.Commands.Models;

/// <summary><c>models history MODEL [--at TIME]</c></summary>
internal sealed class ModelsHistoryCommand : MillraceCommand
{
    private readonly Argument<string> model = new("model") { Description = "The registered model; a deleted one too." };
    private readonly Option<string?> at = new("--at") { Description = "What was Production at this time, e.g. 2026-06-01T12:00:00Z; UTC when it has no offset." };

    public ModelsHistoryCommand(CommandHost host)
        : base(
            host, "history", "Shows everything that was decided about a model, or what was Production at a time, who approved it, and on which data.",
            "millrace models history flight-delays", "millrace models history flight-delays --at 2026-06-01T12:00:00Z")
    {
        Arguments.Add(model);
        Options.Add(at);
    }

    public override async Task<Outcome<int>> RunAsync(ParseResult parse, Invocation invocation, CancellationToken ct)
    {
        var name = parse.GetValue(model)!;
        if (parse.GetValue(at) is not { } time)
        {
            return await ShowLedgerAsync(invocation, name, ct);
        }

        return DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? await ShowProductionAsync(invocation, name, instant.ToUniversalTime(), ct)
            : CliProblems.Usage($"'{time}' is no time.", $"millrace models history {name} --at 2026-06-01T12:00:00Z");
    }

    private static async Task<Outcome<int>> ShowLedgerAsync(Invocation invocation, string name, CancellationToken ct)
    {
        var ledger = await invocation.App.Registry.LedgerAsync(name, ct);
        if (!ledger.IsOk)
        {
            return ledger.As<int>();
        }

        if (invocation.IsJson)
        {
            invocation.WriteJson(new { model = name, ledger = ledger.Value });
            return ProblemTable.ExitOk;
        }

        invocation.Terminal.Show(
            ["at", "version", "what", "from", "to", "by", "why"],
            ledger.Value.Select(entry => (string[])
            [
                Words.At(entry.AtUtc), entry.Version?.ToString(CultureInfo.InvariantCulture) ?? "–",
                entry.Subject.Length > 0 ? $"{entry.Kind} {entry.Subject}" : entry.Kind, entry.From ?? "–", entry.To ?? "–", entry.Actor, entry.Reason,
            ]), name);
        return ProblemTable.ExitOk;
    }

    private static async Task<Outcome<int>> ShowProductionAsync(Invocation invocation, string name, DateTimeOffset instant, CancellationToken ct)
    {
        var found = await invocation.App.Registry.ProductionAtAsync(name, instant, ct);
        if (!found.IsOk)
        {
            return found.As<int>();
        }

        if (invocation.IsJson)
        {
            invocation.WriteJson(new { model = name, at = instant, production = found.Value });
            return ProblemTable.ExitOk;
        }

        if (found.Value is not { } record)
        {
            invocation.Terminal.Say($"Nothing of {name} was in Production at {Words.At(instant)}.");
            return ProblemTable.ExitOk;
        }

        KeyValuePair<string, string?>[] facts =
        [
            new("version", $"{record.Version}{(record.Registered.SemanticVersion is { } semantic ? $" ({semantic})" : "")}"),
            new("since", Words.At(record.SinceUtc)),
            new("brought by", $"{record.PromotedBy}: {record.Reason}"),
            .. record.Approvals.Select(approval => KeyValuePair.Create("approved by", (string?)$"{approval.Actor}, {Words.At(approval.AtUtc)}: {approval.Reason}")),
            new("gates", record.Gates is { } gates ? $"{gates.To}, {gates.Actor}: {gates.Reason}" : null),
            new("dataset version", record.Registered.Dataset?.ToString()),
            new("features", record.Registered.FeatureSet?.ToString()),
            new("evaluation", record.Registered.Evaluation?.ToString()),
            new("run", record.Registered.Run?.ToString()),
            new("source", record.Registered.Source),
            new("also there", record.Others.Count > 0 ? string.Join(", ", record.Others) : null),
        ];
        invocation.Terminal.Show(
            ["what", "value"], facts.Where(fact => fact.Value is not null).Select(fact => (string[])[fact.Key, fact.Value!]),
            $"{name}: Production at {Words.At(instant)}");
        return ProblemTable.ExitOk;
    }
}
