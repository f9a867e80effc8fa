using Millrace.Features.Contracts;
using Millrace.Reports.Numbers;
using Millrace.Reports.Pages;

namespace Millrace.Server.Reporting;

/// <summary>What the model looks at, and why none of it is of the future.</summary>
internal static class FeaturesSection
{
    private const string Title = "Features";

    public static Section Of(RunReportInput input)
    {
        if (input.Features is not { } set)
        {
            return RunReport.NotRun(Title, "no features were built.");
        }

        var temporal = set.Features.Where(feature => feature.IsTemporal).ToList();
        var undocumented = temporal.Where(feature => string.IsNullOrWhiteSpace(feature.Leakage)).ToList();
        List<Block> blocks = [Figures(input, set, temporal.Count, undocumented.Count)];
        if (undocumented.Count > 0)
        {
            blocks.Add(new NoteBlock(Tone.Attention, $"{Words.Many(undocumented.Count, "temporal feature")} without a leakage note: {string.Join(", ", undocumented.Take(8).Select(feature => feature.Name))}{(undocumented.Count > 8 ? " …" : "")}"));
        }

        blocks.Add(Table(set));
        return new Section(Title, blocks)
        {
            Lead = "One definition for training and serving. A value counts only when it was known at the moment of the prediction.",
            Mark = undocumented.Count == 0 ? Mark.Pass : Mark.Inconclusive,
        };
    }

    private static FiguresBlock Figures(RunReportInput input, FeatureSet set, int temporalCount, int undocumentedCount)
    {
        List<Figure> figures =
        [
            new("Features", HumanNumber.Count(set.Features.Count), $"{set.Features.Count(feature => feature.Type == FeatureType.Text)} of them text"),
            new("Temporal", HumanNumber.Count(temporalCount), undocumentedCount == 0 ? "each with a leakage note" : $"{undocumentedCount} without a leakage note"),
            new("Views", HumanNumber.Count(set.Spec.Views.Count), Words.Many(set.Spec.Entities.Count, "entity", "entities")),
        ];
        if (input.TrainingSet is { } rows)
        {
            figures.Add(new Figure("Rows with features", HumanNumber.Count(rows.RowCount), $"{HumanNumber.Day(rows.FirstEventTimeUtc)} to {HumanNumber.Day(rows.LastEventTimeUtc)}"));
        }

        return new FiguresBlock(figures);
    }

    private static TableBlock Table(FeatureSet set) => new(
        "Features in the order in which the model takes them",
        [new("Feature"), new("Source"), new("Transformation"), new("Expected"), new("Leakage note")],
        [
            .. set.Features.Select(feature => (IReadOnlyList<Cell>)
            [
                new Cell(feature.Name) { IsStrong = true, Note = feature.Description },
                feature.Source,
                Cell.Code(feature.Transformation),
                Expected(feature.Expected),
                feature.Leakage ?? (feature.IsTemporal ? "missing" : HumanNumber.None),
            ]),
        ])
    { VisibleRowCount = 8 };

    private static string Expected(ExpectedDistribution? expected)
    {
        if (expected is null)
        {
            return HumanNumber.None;
        }

        var range = (expected.Min, expected.Max) switch
        {
            ({ } min, { } max) => $"{HumanNumber.Number(min)} … {HumanNumber.Number(max)}",
            ({ } min, null) => $"≥ {HumanNumber.Number(min)}",
            (null, { } max) => $"≤ {HumanNumber.Number(max)}",
            _ => "",
        };
        return expected.NullShare is { } share ? $"{range}{(range.Length > 0 ? ", " : "")}missing ≤ {HumanNumber.Percent(share)}" : range;
    }
}
