using Millrace.Workflows.Language;
using Millrace.Workflows.Shapes;

namespace Millrace.Workflows.DesignVerdicts;

/// <summary>Is it said when the model is trained again and who starts it?</summary>
internal static class RetrainingQuestion
{
    private const string Lines = """
        retraining:
          automation: approval
          triggers:
            - { on: data_drift, min_share: 0.2 }
            - { on: concept_drift }
            - { on: schedule, every: 30d }
          cooldown: 7d
        """;

    public static Finding Judge(DesignEvidence design)
    {
        if (design.File.Retraining is not { } retraining)
        {
            return Finding.Missing("retraining", Lines);
        }

        var evidence = new List<string>
        {
            $"automation: {WordShape.Of(retraining.Automation)}",
            $"triggers: {Said.And([.. retraining.Triggers.Select(Trigger)])}",
            $"not within {retraining.Cooldown} of the one before",
        };
        if (design.Run.Drift?.Retraining is { } decision)
        {
            evidence.Add($"last run: retraining {(decision.Fires ? "fires" : "does not fire")} ({string.Join("; ", decision.Reasons)})");
        }

        if (retraining.Automation == Automation.Automatic && design.File.Registry is not { Gates.Count: > 0 })
        {
            return Finding.Fail("Retraining starts by itself, but no gate stands before production.", "Add registry.gates, or write retraining.automation: approval", evidence);
        }

        return Finding.Pass(
            Said.Invariant($"{retraining.Triggers.Count} {(retraining.Triggers.Count == 1 ? "trigger starts" : "triggers start")} it, by {WordShape.Of(retraining.Automation)}; gates decide what comes of it."), evidence);
    }

    /// <summary>A trigger in words.</summary>
    public static string Trigger(Trigger trigger) => trigger switch
    {
        DataDriftTrigger data => $"data drift in {Said.Percent(data.MinShare)} of the features",
        ScheduleTrigger schedule => $"every {schedule.Every}",
        _ => trigger.Chosen.Replace('_', ' '),
    };
}
