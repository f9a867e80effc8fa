using Millrace.Kernel.Verdicts;
using Millrace.Workflows.Compile;
using Millrace.Workflows.DesignVerdicts;
using Millrace.Workflows.Language;
using Millrace.Workflows.Rules;
using Millrace.Workflows.Shapes;

namespace Millrace.Workflows.Design;

/// <summary>The data under the features: sources, columns, checks.</summary>
internal static class DataPart
{
    public static void Write(MarkdownPage page, DesignFacts facts)
    {
        var data = facts.File.Data;
        page.Heading(3, "Data");
        page.Table(
            ["Source", "Format", "File", "Description"],
            data.Sources.Select(source => (IReadOnlyList<string>)
                [source.Key, WordShape.Of(source.Value.Format), $"`{Path.GetFileName(source.Value.Path)}`", source.Value.Description ?? ""]));
        page.Facts(
            ("Dataset", $"`{DataRules.Dataset(data)}`"),
            ("Rows", DesignFacts.OrNotRun(facts.Run.Dataset, version => Said.Count(version.RowCount))),
            ("Quarantined rows", DesignFacts.OrNotRun(facts.Run.Checks, report => Said.Count(report.QuarantinedRowCount))),
            ("Version", facts.Run.TrainingSet is { } set ? $"`{set.Dataset.Short}`" : DesignFacts.NotRunYet));
        page.Table(
            ["Column", "Type", "Unit", "Known", "Personal data", "Meaning"],
            data.Columns.Select(column => (IReadOnlyList<string>)
            [
                $"`{column.Key}`", column.Value.Type, column.Value.Unit ?? "",
                KnownFrom(facts, column.Key),
                column.Value.Pii == Pii.None ? "none" : $"{WordShape.Of(column.Value.Pii)}: {(column.Value.PiiPolicy is { } policy ? WordShape.Of(policy) : "keep")}",
                column.Value.Description,
            ]).Concat(Made(facts, data)));
        WriteChecks(page, facts);
    }

    private static IEnumerable<IReadOnlyList<string>> Made(DesignFacts facts, DataSection data) =>
        data.Lookups.SelectMany(lookup => lookup.Columns.Select(pair => (IReadOnlyList<string>)
            [$"`{pair.Value}`", "", "", KnownFrom(facts, pair.Value), "none", $"`{lookup.Source}.{pair.Key}` looked up by `{lookup.On}`; a missing key: {WordShape.Of(lookup.OnMissing)}"]))
        .Concat(data.Derived.Select(column => (IReadOnlyList<string>)
            [$"`{column.Key}`", column.Value.Type, "", KnownFrom(facts, column.Key), "", $"{column.Value.Description} `{column.Value.Expression}`"]));

    private static string KnownFrom(DesignFacts facts, string column) => facts.Workflow.Lineage.Late.Contains(column)
        ? $"from {facts.File.Data.CreatedTime ?? "later"} on"
        : "with the event";

    private static void WriteChecks(MarkdownPage page, DesignFacts facts)
    {
        var specs = DataSpecs.Prepare(facts.File.Data).Checks;
        var results = facts.Run.Checks?.Results;
        page.Table(
            ["Check", "Columns", "Severity", "Tolerated", "Last run"],
            specs.Select((check, index) => (IReadOnlyList<string>)
            [
                check.Name ?? check.Check, string.Join(", ", check.Columns), check.Severity, Said.Percent(check.Tolerate),
                results is null ? DesignFacts.NotRunYet
                    : index < results.Count ? $"{DecisionWords.Of(results[index].Decision)}: {results[index].Reason}" : DecisionWords.Of(Decision.NotEvaluated),
            ]));
    }
}
