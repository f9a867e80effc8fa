using Millrace.Monitoring.Contracts;
using Millrace.Reports.Pages;

namespace Millrace.Server.Reporting;

/// <summary>Whether a retraining is due, trigger by trigger.</summary>
internal static class RetrainingSection
{
    private const string Title = "Retraining";

    public static Section Of(DriftReport? drift)
    {
        if (drift is null)
        {
            return RunReport.NotRun(Title, "monitoring did not run, so no trigger was looked at.");
        }

        var decision = drift.Retraining;
        List<Block> blocks =
        [
            new NoteBlock(
                decision.Fires ? Tone.Attention : Tone.Good,
                decision.Fires ? "The policy fires. " + NextMove(decision) : "The policy does not fire; nothing to do."),
        ];
        if (decision.Reasons.Count > 0)
        {
            blocks.Add(new TableBlock("Triggers", [new("Trigger"), new("State"), new("Values")], [.. decision.Reasons.Select(Row)]));
        }

        return new Section(Title, blocks);
    }

    public static string NextMove(RetrainingDecision decision) => decision.Automation switch
    {
        "automatic" => "The same plan is run again by itself.",
        "approval" => "Approve a retraining: the same plan runs again on newer data.",
        _ => "Start a retraining by hand: millrace run workflow.yaml on newer data.",
    };

    /// <summary>A reason reads "fires: data_drift: 40 % of …".</summary>
    private static IReadOnlyList<Cell> Row(string reason)
    {
        var parts = reason.Split(": ", 3);
        return parts is ["fires" or "quiet", var trigger, var values]
            ? [new Cell(Words.Sentence(Words.Plain(trigger))) { IsStrong = true }, parts[0], Words.Sentence(Words.Prose(values))]
            : [new Cell(Words.Sentence(Words.Plain(parts[0]))) { IsStrong = true }, "", string.Join(": ", parts.Skip(1))];
    }
}
