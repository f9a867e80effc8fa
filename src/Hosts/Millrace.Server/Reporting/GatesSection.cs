using Millrace.Kernel.Verdicts;
using Millrace.Registry.Contracts;
using Millrace.Reports.Numbers;
using Millrace.Reports.Pages;

namespace Millrace.Server.Reporting;

/// <summary>The gates and the way through the stages.</summary>
internal static class GatesSection
{
    private const string Title = "Gates and promotion";

    public static Section Of(RunReportInput input)
    {
        if (input.GateVerdicts.Count == 0 && input.Version is null)
        {
            return RunReport.NotRun(Title, "no version was registered and no gate evaluated.");
        }

        List<Block> blocks = [];
        if (input.GateVerdicts.Count == 0)
        {
            blocks.Add(new NoteBlock(Tone.Neutral, "Not run: the gates were not evaluated, so the version cannot be promoted."));
        }
        else
        {
            blocks.Add(new VerdictsBlock([.. Lines(input)]));
        }

        if (input.Version is { } version)
        {
            blocks.Add(Ledger(version, input.History));
        }

        return new Section(Title, blocks)
        {
            Lead = "Only a pass of every gate moves a version onward; what could not be evaluated does not pass.",
            Mark = RunReport.MarkOf(Verdict.Worst(input.GateVerdicts.Select(verdict => verdict.Decision))),
        };
    }

    /// <summary>Slices that pass the same gate are told in one line.</summary>
    private static IEnumerable<VerdictLine> Lines(RunReportInput input)
    {
        var business = input.Model?.Spec.Problem.Business.Name;
        foreach (var group in input.GateVerdicts.GroupBy(verdict => (verdict.Clause, verdict.Metric, IsPassedSlice: verdict is { Slice: not null, Decision: Decision.Pass })))
        {
            if (group.Key.IsPassedSlice && group.Count() > 1)
            {
                var worst = group.MinBy(verdict => Math.Abs((verdict.Observed - verdict.Bound) ?? double.MaxValue))!;
                yield return new VerdictLine(Mark.Pass, Name(worst, business), $"{Words.Many(group.Count(), "slice")} reach the floor of {Words.Bound(worst.Bound)}; the closest is {worst.Slice} with {HumanNumber.Fixed(worst.Observed)}.");
                continue;
            }

            foreach (var verdict in group)
            {
                yield return new VerdictLine(RunReport.MarkOf(verdict.Decision), Name(verdict, business), Words.Prose(verdict.Reason));
            }
        }
    }

    private static string Name(Verdict verdict, string? business)
    {
        var isBusiness = verdict.Metric is { } key && BusinessValue.Keys.Contains(Words.Bare(key));
        var metric = verdict.Metric is null ? "" : " of " + (isBusiness && business is not null ? business : Words.Metric(verdict.Metric));
        return verdict.Clause switch
        {
            "gate.threshold" => "Threshold" + metric,
            "gate.improvement" => $"Improvement{metric} over {verdict.Subject}",
            "gate.slice_floor" => "Floor" + metric + " in every slice",
            "gate.parity" => "Serving graph agrees with the trainer",
            _ => Words.Sentence(Words.Plain(Words.Bare(verdict.Clause))) + metric,
        };
    }

    private static TableBlock Ledger(ModelVersion version, IReadOnlyList<StageTransition> history) => new(
        $"Stages of {version.Model} version {version.Version}",
        [new("When"), new("From"), new("To"), new("By"), new("Why")],
        [
            .. history.Where(move => move.Version == version.Version).Select(move => (IReadOnlyList<Cell>)
                [HumanNumber.Instant(move.AtUtc), move.From.ToString(), new Cell(move.To.ToString()) { IsStrong = true }, Cell.Code(move.Actor), move.Reason]),
        ])
    { WhenEmpty = $"registered {HumanNumber.Instant(version.CreatedAtUtc)}, never moved." };
}
