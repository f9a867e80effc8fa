using System.CommandLine;
using Millrace.Cli.Terminal;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Problems;
using Millrace.Registry.Contracts;
using Millrace.Training.Contracts;

namespace Millrace.Cli.Commands.Models;

/// <summary><c>models show MODEL</c></summary>
internal sealed class ModelsShowCommand : MillraceCommand
{
    private readonly Argument<string> model = new("model") { Description = "The registered model." };
    private readonly Option<int?> version = new("--version") { Description = "One version with its evaluation; without it all versions." };

    public ModelsShowCommand(CommandHost host)
        : base(
            host, "show", "Shows a model's versions, stages and history, or one version with its evaluation.",
            "millrace models show flight-delays", "millrace models show flight-delays --version 3")
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
            ["version", "semantic", "stage", "aliases", "registered", "run", "dataset"],
            versions.Value.Select(v => (string[])
            [
                $"{v.Version}", v.SemanticVersion ?? "–", v.Stage.ToString(), string.Join(", ", v.Aliases), Words.At(v.CreatedAtUtc),
                v.Run?.ToString() ?? "–", v.Dataset?.Short ?? "–",
            ]), name);
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

        return found.Value is { Evaluation: { } evaluation, TrainedModel: { } trained }
            ? await ShowEvaluationAsync(invocation, found.Value, evaluation, trained, ct)
            : ShowSource(invocation, found.Value);
    }

    // One that no workflow registered has no documents; what its client told is all there is.
    private static Outcome<int> ShowSource(Invocation invocation, ModelVersion version)
    {
        if (invocation.IsJson)
        {
            invocation.WriteJson(new { version });
            return ProblemTable.ExitOk;
        }

        KeyValuePair<string, string?>[] facts =
        [
            new("source", version.Source), new("run", version.Run?.ToString()), new("description", version.Description),
            new("aliases", string.Join(", ", version.Aliases)), .. version.Tags.Select(tag => KeyValuePair.Create($"tag {tag.Key}", (string?)tag.Value)),
        ];
        invocation.Terminal.Show(
            ["what", "value"], facts.Where(fact => !string.IsNullOrEmpty(fact.Value)).Select(fact => (string[])[fact.Key, fact.Value!]),
            $"{version.Model} v{version.Version}, {version.Stage}");
        return ProblemTable.ExitOk;
    }

    private static async Task<Outcome<int>> ShowEvaluationAsync(
        Invocation invocation, ModelVersion version, Digest evaluationDigest, Digest trainedDigest, CancellationToken ct)
    {
        var evaluation = await invocation.App.Blobs.GetJsonAsync<EvaluationReport>(evaluationDigest, ct);
        var trained = await invocation.App.Blobs.GetJsonAsync<TrainedModel>(trainedDigest, ct);
        if (invocation.IsJson)
        {
            invocation.WriteJson(new
            {
                version,
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
            $"{version.Model} v{version.Version}, {version.Stage}");
        return ProblemTable.ExitOk;
    }
}
