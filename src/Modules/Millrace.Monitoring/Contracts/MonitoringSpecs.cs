namespace Millrace.Monitoring.Contracts;

/// <summary>Parameters of <c>monitoring.drift</c>.</summary>
/// <param name="Reference">Part of the split that is the reference for data and predictions.</param>
/// <param name="Current">Part that is compared with it.</param>
/// <param name="Data">Bounds for features.</param>
/// <param name="Prediction">Bounds for predictions.</param>
/// <param name="Concept">Bounds for performance.</param>
/// <param name="Retraining">When a retraining fires.</param>
public sealed record MonitoringSpec(
    string Reference, string Current, DataDriftSpec Data, PredictionDriftSpec Prediction, ConceptDriftSpec Concept,
    RetrainingSpec Retraining);

/// <summary>Bounds of data drift.</summary>
/// <param name="Numeric"><c>wasserstein</c>, <c>ks</c> or <c>psi</c>.</param>
/// <param name="NumericBound">Effect at which a number has drifted.</param>
/// <param name="Categorical"><c>jensen_shannon</c>, <c>cramers_v</c> or <c>psi</c>.</param>
/// <param name="CategoricalBound">Effect at which a category has drifted.</param>
/// <param name="FalseDiscoveryRate">Benjamini–Hochberg level.</param>
public sealed record DataDriftSpec(string Numeric, double NumericBound, string Categorical, double CategoricalBound, double FalseDiscoveryRate);

/// <summary>Bounds of prediction drift.</summary>
/// <param name="Test">As for numbers.</param>
/// <param name="Bound">Effect at which predictions have drifted.</param>
/// <param name="DailyMeanSigmas">Distance of the current mean from the reference's daily means, in their standard deviations.</param>
public sealed record PredictionDriftSpec(string Test, double Bound, double DailyMeanSigmas);

/// <summary>Bounds of concept drift.</summary>
/// <param name="Metric">E.g. <c>roc_auc</c>.</param>
/// <param name="Reference">A part used neither for training nor for tuning.</param>
/// <param name="MaxDrop">Largest loss of the metric that is still a pass.</param>
public sealed record ConceptDriftSpec(string Metric, string Reference, double MaxDrop);

/// <summary>When a retraining fires, and who starts it.</summary>
/// <param name="Automation"><c>manual</c>, <c>approval</c> or <c>automatic</c>.</param>
/// <param name="Triggers">Any of them fires.</param>
/// <param name="Cooldown">Shortest time between two retrainings.</param>
public sealed record RetrainingSpec(string Automation, IReadOnlyList<TriggerSpec> Triggers, TimeSpan Cooldown);

/// <summary>One trigger.</summary>
/// <param name="On"><c>data_drift</c>, <c>prediction_drift</c>, <c>concept_drift</c> or <c>schedule</c>.</param>
/// <param name="MinShare">For data_drift: least share of drifted features.</param>
/// <param name="Every">For schedule.</param>
public sealed record TriggerSpec(string On, double? MinShare, TimeSpan? Every);
