using Millrace.Workflows.Language;

namespace Millrace.Workflows.Rules;

/// <summary>Monitoring compares parts that exist and may be compared; triggers are watched.</summary>
internal static class MonitoringRules
{
    public static void Check(RuleScope scope)
    {
        if (scope.File.Monitoring is { } monitoring)
        {
            CheckParts(scope, monitoring);
        }

        if (scope.File.Retraining is { } retraining)
        {
            CheckTriggers(scope, retraining, scope.File.Monitoring);
        }
    }

    private static void CheckParts(RuleScope scope, MonitoringSection monitoring)
    {
        var parts = SplitParts.Of(scope);
        scope.Refer("monitoring.reference", "part of the split", monitoring.Reference, parts);
        scope.Refer("monitoring.current", "part of the split", monitoring.Current, parts);
        if (monitoring.Reference == monitoring.Current)
        {
            scope.Report("monitoring.current", WorkflowProblems.Contradiction(
                $"'monitoring' compares '{monitoring.Current}' with itself.", "Write reference: train and current: test."));
        }

        const string path = "monitoring.concept_drift.reference";
        if (monitoring.ConceptDrift is { Reference: var reference } && scope.Refer(path, "part of the split", reference, parts) && reference is ("train" or "validation"))
        {
            scope.Report(path, WorkflowProblems.Contradiction(
                $"Concept drift is measured against '{reference}', which the model was {(reference == "train" ? "fitted" : "tuned")} on: it would look better there than it is.",
                "Cut the validation period in two and name the second half 'reference'."));
        }
    }

    private static void CheckTriggers(RuleScope scope, RetrainingSection retraining, MonitoringSection? monitoring)
    {
        foreach (var (index, trigger) in retraining.Triggers.Index())
        {
            var path = $"retraining.triggers[{index}]";
            var isWatched = trigger.Chosen switch
            {
                "data_drift" => monitoring?.DataDrift is not null,
                "prediction_drift" => monitoring?.PredictionDrift is not null,
                "concept_drift" => monitoring?.ConceptDrift is not null,
                _ => true,
            };
            if (!isWatched && scope.AreSound("monitoring"))
            {
                scope.Report($"{path}.on", WorkflowProblems.Contradiction(
                    $"'{path}' waits for {trigger.Chosen}, which 'monitoring' does not watch: it would never fire.", $"Add monitoring.{trigger.Chosen} with its bounds."));
            }
        }
    }
}
