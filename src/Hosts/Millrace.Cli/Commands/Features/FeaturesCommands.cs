using System.CommandLine;
using Millrace.Cli.Terminal;
using Millrace.Features.Contracts;
using Millrace.Kernel.Problems;

namespace Millrace.Cli.Commands.Features;

/// <summary><c>features list</c></summary>
internal sealed class FeaturesListCommand(CommandHost host)
    : MillraceCommand(host, "list", "Lists the features of every workflow's newest feature set.", "millrace features list --json")
{
    public override async Task<Outcome<int>> RunAsync(ParseResult parse, Invocation invocation, CancellationToken ct)
    {
        var sets = await invocation.App.Features.ListAsync(ct);
        if (invocation.IsJson)
        {
            invocation.WriteJson(sets.Select(set => new { set.Workflow, set.Digest, set.BuiltAtUtc, features = set.Set.Features }));
            return ProblemTable.ExitOk;
        }

        foreach (var set in sets)
        {
            invocation.Terminal.Show(
                ["feature", "type", "source", "transformation"],
                set.Set.Features.Select(feature => (string[])[feature.Name, feature.Type.ToString(), feature.Source, feature.Transformation]),
                $"{set.Workflow} {set.Digest.Short}");
        }

        return ProblemTable.ExitOk;
    }
}

/// <summary><c>features show FEATURE</c></summary>
internal sealed class FeaturesShowCommand : MillraceCommand
{
    private readonly Argument<string> feature = new("feature") { Description = "The feature's name." };
    private readonly Option<string?> workflow = new("--workflow") { Description = "Workflow that it belongs to, when several have a feature of this name." };

    public FeaturesShowCommand(CommandHost host)
        : base(host, "show", "Shows one feature: type, source, transformation, expected distribution, leakage risk.", "millrace features show hour")
    {
        Arguments.Add(feature);
        Options.Add(workflow);
    }

    public override async Task<Outcome<int>> RunAsync(ParseResult parse, Invocation invocation, CancellationToken ct)
    {
        var shown = await invocation.App.Features.ShowAsync(parse.GetValue(feature)!, parse.GetValue(workflow), ct);
        if (!shown.IsOk)
        {
            return shown.As<int>();
        }

        if (invocation.IsJson)
        {
            invocation.WriteJson(shown.Value);
            return ProblemTable.ExitOk;
        }

        var info = shown.Value.Feature;
        invocation.Terminal.Show(
            ["", ""],
            [
                ["type", info.Type.ToString()], ["source", info.Source], ["transformation", info.Transformation], ["description", info.Description],
                ["expected", Expected(info.Expected)], ["leakage", info.Leakage ?? "–"], ["temporal", info.IsTemporal ? "yes" : "no"],
                ["entity", shown.Value.Entity is { } entity ? $"{entity.Name} ({string.Join(", ", entity.Keys)})" : "–"],
            ],
            info.Name);
        return ProblemTable.ExitOk;
    }

    private static string Expected(ExpectedDistribution? expected) => expected is null
        ? "–"
        : $"from {Words.Number(expected.Min)} to {Words.Number(expected.Max)}, null share up to {Words.Number(expected.NullShare)}";
}
