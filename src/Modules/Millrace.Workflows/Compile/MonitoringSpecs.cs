using Millrace.Monitoring.Contracts;
using Millrace.Workflows.Language;
using Millrace.Workflows.Shapes;

namespace Millrace.Workflows.Compile;

/// <summary>The <c>monitoring</c> and <c>retraining</c> sections as the parameters of their step.</summary>
internal static class MonitoringSpecs
{
    // What is measured, though not asked for, when the file gives no bound: shown, with the bound that the drift tests use by default.
    private const double DefaultMaxDrop = 0.02;

    /// <summary>What is watched; parts the file leaves out have their defaults.</summary>
    public static MonitoringSpec Drift(WorkflowFile file, MonitoringSection monitoring)
    {
        var data = monitoring.DataDrift ?? new DataDrift();
        var prediction = monitoring.PredictionDrift ?? new PredictionDrift();
        return new MonitoringSpec(
            monitoring.Reference,
            monitoring.Current,
            new DataDriftSpec(data.Numeric, data.NumericBound, data.Categorical, data.CategoricalBound, data.FalseDiscoveryRate),
            new PredictionDriftSpec(prediction.Test, prediction.Bound, prediction.DailyMeanSigmas),
            Concept(file, monitoring.ConceptDrift),
            Retraining(file.Retraining));
    }

    private static ConceptDriftSpec Concept(WorkflowFile file, Language.ConceptDrift? concept) => concept is null
        ? new ConceptDriftSpec(
            file.Problem.EvaluationMetric, file.Training.Split.Parts.Contains("reference") ? "reference" : "validation", DefaultMaxDrop)
        : new ConceptDriftSpec(concept.Metric, concept.Reference, concept.MaxDrop);

    private static RetrainingSpec Retraining(RetrainingSection? retraining) => retraining is null
        ? new RetrainingSpec(WordShape.Of(Automation.Manual), [], TimeSpan.Zero)
        : new RetrainingSpec(
            WordShape.Of(retraining.Automation),
            [.. retraining.Triggers.Select(trigger => new TriggerSpec(
                trigger.Chosen, (trigger as DataDriftTrigger)?.MinShare, (trigger as ScheduleTrigger)?.Every.Length))],
            retraining.Cooldown.Length);
}
