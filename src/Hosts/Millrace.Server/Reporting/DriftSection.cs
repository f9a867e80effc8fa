using Millrace.Kernel.Verdicts;
using Millrace.Monitoring.Contracts;
using Millrace.Reports.Numbers;
using Millrace.Reports.Pages;

namespace Millrace.Server.Reporting;

/// <summary>What moved between two windows: the verdicts, every feature by effect, the largest movers drawn.</summary>
internal static class DriftSection
{
    private const string Title = "Drift";
    private const int DrawnCount = 9;
    private const long ManyRows = 50_000;

    public static Section Of(DriftReport? drift)
    {
        if (drift is null)
        {
            return RunReport.NotRun(Title, "monitoring did not compare two windows.");
        }

        var ranked = drift.Features.OrderByDescending(Severity).ThenBy(feature => feature.Feature, StringComparer.Ordinal).ToList();
        return new Section(Title,
        [
            new VerdictsBlock([.. drift.Verdicts.Select(Line)]),
            .. Performance(drift),
            .. Movers(drift, ranked),
            Table(ranked),
        ])
        {
            Lead = $"{drift.ReferenceName} ({HumanNumber.Count(drift.ReferenceRowCount)} rows) against {drift.CurrentName} ({HumanNumber.Count(drift.CurrentRowCount)} rows). {WhatDecides(drift)}",
            Mark = RunReport.MarkOf(Verdict.Worst(drift.Verdicts.Select(verdict => verdict.Decision))),
        };
    }

    private static string WhatDecides(DriftReport drift) => Math.Min(drift.ReferenceRowCount, drift.CurrentRowCount) >= ManyRows
        ? "With this many rows nearly every difference is significant; the size of the effect decides."
        : "A column has drifted when its effect reaches the bound and the difference is significant.";

    private static VerdictLine Line(Verdict verdict) => new(
        RunReport.MarkOf(verdict.Decision),
        verdict.Clause switch
        {
            "drift.data" => "Data: have the inputs moved?",
            "drift.prediction" => "Predictions: does the model answer differently?",
            "drift.concept" => "Concept: does it still answer right?",
            _ => Words.Sentence(Words.Plain(Words.Bare(verdict.Clause))),
        },
        Words.Prose(verdict.Reason));

    private static IEnumerable<Block> Performance(DriftReport drift)
    {
        List<Figure> figures = [];
        if (drift.Concept is { } concept)
        {
            var metric = Words.Metric(concept.Metric);
            figures.Add(new Figure($"{metric} before", HumanNumber.Fixed(concept.ReferenceValue), "untuned reference window"));
            figures.Add(new Figure($"{metric} now", HumanNumber.Fixed(concept.CurrentValue), drift.CurrentName));
            var interval = double.IsFinite(concept.DropLow) ? $", interval [{HumanNumber.Fixed(concept.DropLow)}, {HumanNumber.Fixed(concept.DropHigh)}]" : "";
            figures.Add(new Figure("Drop", HumanNumber.Fixed(concept.Drop), $"{HumanNumber.Number(concept.MaxDrop)} allowed{interval}"));
        }

        if (drift.PredictionSigmas is { } sigmas)
        {
            figures.Add(new Figure("Mean prediction moved by", $"{HumanNumber.Number(Math.Round(sigmas, 2))} σ", "of the reference's daily means"));
        }

        return figures.Count == 0 ? [] : [new FiguresBlock(figures)];
    }

    private static IEnumerable<Block> Movers(DriftReport drift, IReadOnlyList<FeatureDrift> ranked)
    {
        List<Panel> panels = [];
        if (drift.Prediction is { Histogram.Labels.Count: > 0 } prediction)
        {
            panels.Add(DriftPanel.Of(prediction, "Predictions", drift));
        }

        panels.AddRange(ranked.Where(feature => feature.Histogram.Labels.Count > 0).Take(DrawnCount - panels.Count)
            .Select(feature => DriftPanel.Of(feature, feature.Feature, drift)));
        return panels.Count == 0 ? [] : [new HeadingBlock("Where it moved most"), new GridBlock(panels, 3)];
    }

    private static TableBlock Table(IReadOnlyList<FeatureDrift> ranked) => new(
        "All features by effect",
        [
            new("Feature"), new("Effect"), TableColumn.Number("Size"), TableColumn.Number("Bound"), TableColumn.Number("PSI"), TableColumn.Number("Statistic"),
            TableColumn.Number("Adjusted p"), TableColumn.Number("Missing"), new("Verdict"),
        ],
        [
            .. ranked.Select(feature => (IReadOnlyList<Cell>)
            [
                new Cell(feature.Feature) { IsStrong = true },
                new Cell(Words.Effect(feature.EffectName)) { Note = TestWords(feature.Test) },
                HumanNumber.Fixed(feature.Effect, 3),
                HumanNumber.Number(feature.Bound),
                HumanNumber.Fixed(feature.Psi, 3),
                HumanNumber.Number(feature.Statistic),
                HumanNumber.PValue(feature.AdjustedPValue),
                Missing(HumanNumber.Percent(feature.ReferenceMissingShare), HumanNumber.Percent(feature.CurrentMissingShare)),
                Cell.Of(RunReport.MarkOf(feature.Decision), StateOf(feature)),
            ]),
        ])
    { VisibleRowCount = 12 };

    /// <summary>Effects of different kinds are compared by how often they hold their bound.</summary>
    internal static double Severity(FeatureDrift feature)
    {
        double? effect = feature.Effect;
        return effect is { } size && double.IsFinite(size) ? size / Math.Max(1e-12, feature.Bound) : -1;
    }

    /// <summary>A feature does not fail; it drifts.</summary>
    internal static string? StateOf(FeatureDrift feature) => feature.Decision switch { Decision.Fail => "drifted", Decision.Pass => "stable", _ => null };

    private static string Missing(string then, string now) => then == now ? now : $"{then} → {now}";

    private static string TestWords(string name) => name switch { "ks" => "Kolmogorov–Smirnov", "chi_square" => "Chi-square", _ => Words.Plain(name) };
}
