using System.CommandLine;
using Millrace.Cli.Terminal;
using Millrace.Kernel.Problems;
using Millrace.Registry.Contracts;
using Millrace.Training.Contracts;
using Millrace.Kernel.Blobs;

namespace Millrace.Cli.Commands.Models;

/// <summary><c>models list</c></summary>
internal sealed class ModelsListCommand(CommandHost host)
    : MillraceCommand(host, "list", "Lists the registered models with their newest and Production versions.")
{
    public override async Task<Outcome<int>> RunAsync(ParseResult parse, Invocation invocation, CancellationToken ct)
    {
        var models = await invocation.App.Registry.ListAsync(ct);
        if (invocation.IsJson)
        {
            invocation.WriteJson(models);
            return ProblemTable.ExitOk;
        }

        invocation.Terminal.Show(
            ["model", "versions", "newest", "production"],
            models.Select(model => (string[])[model.Name, $"{model.VersionCount}", $"{model.NewestVersion}", model.ProductionVersion?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "–"]));
        return ProblemTable.ExitOk;
    }
}

/// <summary><c>models show MODEL</c></summary>
internal sealed class ModelsShowCommand : MillraceCommand
{
    private readonly Argument<string> model = new("model") { Description = "The registered model." };
    private readonly Option<int?> version = new("--version") { Description = "One version with its evaluation; without it all versions." };

    public ModelsShowCommand(CommandHost host)
        : base(host, "show", "Shows a model's versions, stages and history, or one version with its evaluation.")
    {
        Arguments.Add(model);
        Options.Add(version);
    }

    public override async Task<Outcome<int>> RunAsync(ParseResult parse, Invocation invocation, CancellationToken ct)
    {
        var name = parse.GetValue(model)!;
        return parse.GetValue(version) is { } number
            ? await ShowVersionAsync(invocation, name, number, ct)
            : await ShowModelAsync(invocation, name, ct);
    }

    private static async Task<Outcome<int>> ShowModelAsync(Invocation invocation, string name, CancellationToken ct)
    {
        var versions = await invocation.App.Registry.ListVersionsAsync(name, ct);
        var history = await invocation.App.Registry.HistoryAsync(name, ct);
        if (!versions.IsOk || !history.IsOk)
        {
            return versions.IsOk ? history.As<int>() : versions.As<int>();
        }

        if (invocation.IsJson)
        {
            invocation.WriteJson(new { model = name, versions = versions.Value, history = history.Value });
            return ProblemTable.ExitOk;
        }

        invocation.Terminal.Show(
            ["version", "stage", "registered", "run", "dataset"],
            versions.Value.Select(v => (string[])[$"{v.Version}", v.Stage.ToString(), Words.At(v.CreatedAtUtc), v.Run.ToString(), v.Dataset.Short]), name);
        invocation.Terminal.Show(
            ["at", "version", "from", "to", "by", "why"],
            history.Value.Select(m => (string[])[Words.At(m.AtUtc), $"{m.Version}", m.From.ToString(), m.To.ToString(), m.Actor, m.Reason]), "history");
        return ProblemTable.ExitOk;
    }

    private static async Task<Outcome<int>> ShowVersionAsync(Invocation invocation, string name, int number, CancellationToken ct)
    {
        var found = await invocation.App.Registry.GetAsync(name, number, ct);
        if (!found.IsOk)
        {
            return found.As<int>();
        }

        var evaluation = await invocation.App.Blobs.GetJsonAsync<EvaluationReport>(found.Value.Evaluation, ct);
        var trained = await invocation.App.Blobs.GetJsonAsync<TrainedModel>(found.Value.TrainedModel, ct);
        if (invocation.IsJson)
        {
            invocation.WriteJson(new
            {
                version = found.Value,
                metrics = evaluation.Candidate.Metrics,
                signature = trained.Signature,
                parameters = trained.Spec.Parameters,
                seed = trained.Spec.Seed,
                decisionThreshold = trained.DecisionThreshold,
            });
            return ProblemTable.ExitOk;
        }

        invocation.Terminal.Show(
            ["metric on test", "value", "interval"],
            evaluation.Candidate.Metrics.Select(m => (string[])[m.Key, Words.Number(m.Value.Value), $"[{Words.Number(m.Value.Low)}, {Words.Number(m.Value.High)}]"]),
            $"{name} v{number}, {found.Value.Stage}");
        return ProblemTable.ExitOk;
    }
}

/// <summary><c>models promote MODEL VERSION --to STAGE</c></summary>
internal sealed class ModelsPromoteCommand : MillraceCommand
{
    private readonly Argument<string> model = new("model") { Description = "The registered model." };
    private readonly Argument<int> version = new("version") { Description = "Its version." };
    private readonly Option<Stage> to = new("--to") { Description = "The stage to reach.", Required = true };
    private readonly Option<string> reason = new("--reason") { Description = "Why, for the ledger.", DefaultValueFactory = _ => "Promoted by hand." };

    public ModelsPromoteCommand(CommandHost host)
        : base(host, "promote", "Moves a version along None → Staging → Production; the ledger keeps who and why.")
    {
        Arguments.Add(model);
        Arguments.Add(version);
        Options.Add(to);
        Options.Add(reason);
    }

    public override async Task<Outcome<int>> RunAsync(ParseResult parse, Invocation invocation, CancellationToken ct)
    {
        var move = new StageMove(
            parse.GetValue(model)!, parse.GetValue(version), parse.GetValue(to), $"user:{Environment.UserName}", parse.GetValue(reason)!,
            [], $"cli:{Guid.CreateVersion7():N}");
        var moved = await invocation.App.Registry.MoveAsync(move, ct);
        if (!moved.IsOk)
        {
            return moved.As<int>();
        }

        if (invocation.IsJson)
        {
            invocation.WriteJson(moved.Value);
        }
        else
        {
            invocation.Terminal.Say($"{moved.Value.Model} version {moved.Value.Version} is now in {moved.Value.Stage}.");
        }

        return ProblemTable.ExitOk;
    }
}
