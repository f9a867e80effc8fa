using Millrace.Reports.Charts;
using Millrace.Reports.Numbers;
using Millrace.Reports.Pages;
using Millrace.Training.Contracts;

namespace Millrace.Server.Reporting;

/// <summary>How the model was fitted, round by round.</summary>
internal static class TrainingSection
{
    private const string Title = "Training";

    public static Section Of(RunReportInput input)
    {
        if (input.Model is not { } model)
        {
            return RunReport.NotRun(Title, "no model was trained.");
        }

        List<Block> blocks = [Figures(model)];
        if (input.Split is { } split)
        {
            blocks.Add(Parts(split));
        }

        var charts = MetricsOf(model).Select(metric => Curve(model, metric)).Where(chart => chart.Series.Count > 0)
            .Select(chart => new Panel(null, [new ChartBlock(chart)])).ToList();
        blocks.Add(charts.Count > 0
            ? new GridBlock(charts, charts.Count == 1 ? 1 : 2)
            : new NoteBlock(Tone.Neutral, "Not logged: there are no metrics of single rounds."));
        blocks.Add(new HeadingBlock("Parameters"));
        blocks.Add(new FactsBlock([.. Parameters(model)]));
        if (model.Trials.Count > 0)
        {
            blocks.Add(Trials(model.Trials));
        }

        return new Section(Title, blocks)
        {
            Lead = "Preprocessing and model were fitted on the training part only; the validation part chose the round and the threshold.",
        };
    }

    private static FiguresBlock Figures(TrainedModel model) => new(
    [
        new("Engine", model.Engine, $"seed {model.Spec.Seed}"),
        new("Rows fitted on", HumanNumber.Count(model.TrainRowCount), Words.Many(model.Signature.Inputs.Count, "input")),
        new("Best round", HumanNumber.Count(model.BestRound + 1), $"of {HumanNumber.Count(model.Rounds.Count)}" + (model.Spec.EarlyStopping is { } stop ? $", patience {stop.Rounds} on {Words.Metric(stop.Metric)}" : "")),
        new("Decision threshold", HumanNumber.Fixed(model.DecisionThreshold), "cost-optimal on validation"),
    ]);

    private static TableBlock Parts(DataSplit split) => new(
        "Split",
        [new("Part"), TableColumn.Number("Rows"), TableColumn.Number("Positive"), new("Only rows known by")],
        [
            .. split.Parts.OrderBy(part => part.Value.FirstRow ?? long.MaxValue).ThenBy(part => part.Key, StringComparer.Ordinal).Select(part => (IReadOnlyList<Cell>)
            [
                new Cell(part.Key) { IsStrong = true },
                HumanNumber.Count(part.Value.RowCount),
                HumanNumber.Percent(part.Value.PositiveShare),
                HumanNumber.Instant(part.Value.KnownByUtc),
            ]),
        ]);

    private static IEnumerable<string> MetricsOf(TrainedModel model) =>
        model.Rounds.SelectMany(round => round.Values.Keys).Select(Words.Bare).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(2);

    private static LineChart Curve(TrainedModel model, string metric)
    {
        var keys = model.Rounds.SelectMany(round => round.Values.Keys).Where(key => Words.Bare(key) == metric)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return new LineChart(
            $"{Words.Metric(metric)} per round",
            new Axis("Round") { Style = NumberStyle.Count, Min = 1, Max = Math.Max(2, model.Rounds.Count) },
            new Axis(Words.Metric(metric)),
            [.. keys.Select(key => Series(model, key))])
        { Guides = [new GuideLine($"best: {model.BestRound + 1}", X: model.BestRound + 1)] };
    }

    private static LineSeries Series(TrainedModel model, string key) => new(
        key.StartsWith("train.", StringComparison.Ordinal) ? "Train" : key.StartsWith("validation.", StringComparison.Ordinal) ? "Validation" : key,
        [.. model.Rounds.Where(round => round.Values.ContainsKey(key)).Select(round => new ChartPoint(round.Round + 1, round.Values[key]))])
    { Ink = key.StartsWith("train.", StringComparison.Ordinal) ? Ink.Reference : Ink.Main };

    private static TableBlock Trials(IReadOnlyList<TrialResult> trials) => new(
        "Trials of the search",
        [TableColumn.Number("Trial"), new("Parameters"), TableColumn.Number("Best round"), new("Metric"), TableColumn.Number("Value")],
        [
            .. trials.Select(trial => (IReadOnlyList<Cell>)
            [
                HumanNumber.Count(trial.Trial),
                Cell.Code(string.Join(", ", trial.Parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={HumanNumber.Number(pair.Value)}"))),
                HumanNumber.Count(trial.BestRound + 1),
                Words.Metric(trial.Metric),
                HumanNumber.Fixed(trial.Value),
            ]),
        ]);

    /// <summary>As used, defaults included; as asked for when the model does not tell.</summary>
    private static IEnumerable<Fact> Parameters(TrainedModel model) =>
    [
        .. (model.Parameters.Count > 0 ? model.Parameters : model.Spec.Parameters).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new Fact(Words.Plain(pair.Key), HumanNumber.Number(pair.Value))),
        new("class weights", model.Spec.ClassWeights),
        new("checkpoint every", Words.Many(model.Spec.CheckpointEveryRounds, "round")),
        .. model.Spec.Preprocessing.Select(transform => new Fact(Words.Plain(transform.Transform), string.Join(", ", transform.Features))),
    ];
}
