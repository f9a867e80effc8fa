using Millrace.Workflows.DesignVerdicts;
using Millrace.Workflows.Language;
using Millrace.Workflows.Shapes;

namespace Millrace.Workflows.Design;

/// <summary>8. Retraining Policy.</summary>
internal static class RetrainingPart
{
    public static void Write(MarkdownPage page, DesignFacts facts)
    {
        page.Heading(2, "8. Retraining Policy");
        if (facts.File.Retraining is not { } retraining)
        {
            page.Paragraph("The file has no section 'retraining': nobody is told when the model is too old.");
            return;
        }

        page.Facts(
            ("Automation", $"{WordShape.Of(retraining.Automation)}: {Meaning(retraining.Automation)}"),
            ("Triggers", string.Join("; ", retraining.Triggers.Select(RetrainingQuestion.Trigger))),
            ("Cooldown", $"{retraining.Cooldown}"),
            ("Last run", DesignFacts.OrNotRun(facts.Run.Drift, drift => drift.Retraining.Fires ? "fires" : "does not fire")));
        if (facts.Run.Drift is { } found)
        {
            page.List(found.Retraining.Reasons);
        }

        page.Paragraph("A retraining is the same plan on the newer data. Its candidate goes through the same gates; only a pass replaces the model.");
    }

    private static string Meaning(Automation automation) => automation switch
    {
        Automation.Manual => "a person is told and starts it",
        Automation.Approval => "it is prepared and waits for a person's approval",
        _ => "it starts by itself",
    };
}
