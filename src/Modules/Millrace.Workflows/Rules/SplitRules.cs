using Millrace.Workflows.Language;

namespace Millrace.Workflows.Rules;

/// <summary>The parts of a split do not overlap, and the past trains what comes after.</summary>
internal static class SplitRules
{
    private const string Path = "training.split";
    private const double Rounding = 1e-9;

    public static void Check(RuleScope scope)
    {
        switch (scope.File.Training.Split)
        {
            case TimeSplit time when scope.AreSound(Path):
                CheckColumn(scope, time);
                CheckRanges(scope, time);
                break;
            case ShareSplit shares when scope.AreSound(Path):
                CheckShares(scope, shares);
                break;
        }
    }

    private static void CheckColumn(RuleScope scope, TimeSplit split)
    {
        var eventTime = scope.File.Data.EventTime;
        if (split.Column is { } column
            && scope.Refer($"{Path}.column", "column", column, scope.Columns.Known)
            && column != eventTime && scope.AreSound("data.event_time"))
        {
            scope.Report($"{Path}.column", WorkflowProblems.FutureLeak(
                $"Rows are split by '{column}' but features look at the past of '{eventTime}': a training row could come after a test row.",
                $"Write column: {eventTime}, or leave it out."));
        }
    }

    private static void CheckRanges(RuleScope scope, TimeSplit split)
    {
        (string Part, TimeRange Range)? before = null;
        foreach (var (part, range) in split.Ranges)
        {
            if (range.From >= range.To)
            {
                scope.Report($"{Path}.{part}.to", WorkflowProblems.Contradiction(
                    $"'{Path}.{part}' ends ({Dates.Write(range.To)}) before it begins ({Dates.Write(range.From)}).", "'to' is the first instant after the range."));
            }
            else if (before is { } earlier && range.From < earlier.Range.To)
            {
                scope.Report($"{Path}.{part}.from", WorkflowProblems.Contradiction(
                    $"'{part}' begins at {Dates.Write(range.From)}, before '{earlier.Part}' ends at {Dates.Write(earlier.Range.To)}: the parts overlap.",
                    $"Write from: {Dates.Write(earlier.Range.To)}. 'to' is the first instant after a range."));
            }

            before = (part, range);
        }
    }

    private static void CheckShares(RuleScope scope, ShareSplit split)
    {
        var sum = split.Shares.Sum(part => part.Share);
        if (sum > 1 + Rounding)
        {
            scope.ReportKey(Path, WorkflowProblems.Contradiction(
                FormattableString.Invariant($"The parts of '{Path}' are together {sum:0.###} of the rows, more than all."), "Make them at most 1 together."));
        }
    }
}
