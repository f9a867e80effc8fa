using Millrace.Data.Contracts;
using Millrace.Kernel.Verdicts;
using Millrace.Reports.Numbers;
using Millrace.Reports.Pages;

namespace Millrace.Server.Reporting;

/// <summary>What came in, what was checked, what was kept out.</summary>
internal static class DataSection
{
    private const string Title = "Data";
    private const int SampleLength = 70;

    public static Section Of(RunReportInput input)
    {
        if (input is { Raw: null, Dataset: null, Checks: null })
        {
            return RunReport.NotRun(Title, "no data was ingested.");
        }

        List<Block> blocks = [Figures(input)];
        if (input.Checks is { } checks)
        {
            blocks.Add(Table(checks));
        }
        else
        {
            blocks.Add(new NoteBlock(Tone.Neutral, "Not run: the data was not checked."));
        }

        return new Section(Title, blocks)
        {
            Lead = "Rows that fail a check of severity error are quarantined with the reason, never dropped silently.",
            Mark = input.Checks is { } report ? RunReport.MarkOf(Decided(report)) : Mark.NotEvaluated,
        };
    }

    /// <summary>The kind of check, unless its name says it, and what it looked at.</summary>
    private static string? Looked(CheckResult result)
    {
        string[] parts = [.. new[] { result.Check }.Concat(result.Columns).Where(part => !result.Name.Contains(part, StringComparison.Ordinal))];
        return parts.Length == 0 ? null : string.Join(", ", parts);
    }

    /// <summary>Without the check's name in front: that stands beside it.</summary>
    private static string Reason(CheckResult result) =>
        result.Reason.StartsWith(result.Name + ": ", StringComparison.Ordinal) ? Words.Sentence(result.Reason[(result.Name.Length + 2)..]) : result.Reason;

    private static string Short(string sample) => sample.Length <= SampleLength ? sample : sample[..SampleLength] + "…";

    /// <summary>Errors decide; a warning that fails is told, and decides nothing.</summary>
    private static Decision Decided(CheckReport checks)
    {
        var decisive = checks.Results.Where(IsDecisive).Select(result => result.Decision).ToList();
        return decisive.Count == 0 && checks.Results.Count > 0 ? Decision.Inconclusive : Verdict.Worst(decisive);
    }

    private static bool IsDecisive(CheckResult result) => result.Severity == "error" || result.Decision != Decision.Fail;

    private static FiguresBlock Figures(RunReportInput input)
    {
        List<Figure> figures = [];
        if ((input.Raw ?? input.Dataset) is { } source)
        {
            figures.Add(new Figure("Rows read", HumanNumber.Count(source.RowCount), source.Name));
        }

        if (input.Dataset is { } dataset)
        {
            figures.Add(new Figure("Rows kept", HumanNumber.Count(dataset.RowCount), $"{Words.Many(dataset.Columns.Count, "column")}"));
        }

        if (input.Checks is { } checks)
        {
            var warnings = checks.Results.Count(result => result is { Severity: "warning", Decision: Decision.Fail });
            figures.Add(new Figure("Quarantined", HumanNumber.Count(checks.QuarantinedRowCount), $"{HumanNumber.Percent(checks.QuarantinedRowCount / (double)Math.Max(1, checks.RowCount))} of the rows"));
            figures.Add(new Figure(
                "Checks passed", $"{checks.Results.Count(result => result.Decision == Decision.Pass)} of {checks.Results.Count}",
                warnings == 0 ? "no warnings" : Words.Many(warnings, "warning")));
        }

        return new FiguresBlock(figures);
    }

    private static TableBlock Table(CheckReport checks) => new(
        "Checks",
        [new("Check"), new("Severity"), TableColumn.Number("Failing rows"), TableColumn.Number("Share"), TableColumn.Number("Tolerated"), new("Verdict"), new("Reason")],
        [
            .. checks.Results.Select(result => (IReadOnlyList<Cell>)
            [
                new Cell(result.Name) { IsStrong = true, Note = Looked(result) },
                result.Severity,
                HumanNumber.Count(result.FailingRowCount),
                HumanNumber.Percent(result.FailingShare),
                HumanNumber.Percent(result.Tolerate),
                Cell.Of(RunReport.MarkOf(result.Decision)),
                new Cell(Reason(result)) { Note = result.Samples.Count == 0 ? null : "e.g. " + string.Join("; ", result.Samples.Take(2).Select(Short)) },
            ]),
        ]);
}
