using Millrace.Kernel.Blobs;
using Millrace.Kernel.Steps;
using Millrace.Kernel.Verdicts;

namespace Millrace.Monitoring.Contracts;

/// <summary>What moved between two windows.</summary>
/// <param name="FormatVersion">1.</param>
/// <param name="ReferenceName">What the reference is.</param>
/// <param name="CurrentName">What is compared with it.</param>
/// <param name="ReferenceRowCount">Rows of the reference.</param>
/// <param name="CurrentRowCount">Rows compared.</param>
/// <param name="Features">One for each feature.</param>
/// <param name="Prediction">The predictions; null when there is no model.</param>
/// <param name="PredictionSigmas">Distance of the current mean from the reference's daily means in their standard deviations; null with fewer than 10 days.</param>
/// <param name="Concept">Performance; null when there are no labels.</param>
/// <param name="Verdicts">Data, prediction, concept.</param>
/// <param name="Retraining">Whether the policy fires.</param>
public sealed record DriftReport(
    int FormatVersion, string ReferenceName, string CurrentName, long ReferenceRowCount, long CurrentRowCount,
    IReadOnlyList<FeatureDrift> Features, FeatureDrift? Prediction, double? PredictionSigmas, ConceptDrift? Concept,
    IReadOnlyList<Verdict> Verdicts, RetrainingDecision Retraining) : IArtifact
{
    /// <inheritdoc/>
    public static string ArtifactType => "drift-report";

    /// <inheritdoc/>
    public IEnumerable<BlobRef> Blobs() => [];
}

/// <summary>One column's drift.</summary>
/// <param name="Feature">Its name.</param>
/// <param name="Kind"><c>number</c> or <c>text</c>.</param>
/// <param name="Test">The test whose p-value is used, e.g. <c>ks</c>, <c>chi_square</c>.</param>
/// <param name="Statistic">Of the test; null when a side has no values.</param>
/// <param name="PValue">Of the test; null when a side has no values.</param>
/// <param name="AdjustedPValue">Benjamini–Hochberg over all features; null without a p-value.</param>
/// <param name="EffectName">E.g. <c>wasserstein_over_sigma</c>, <c>jensen_shannon</c>.</param>
/// <param name="Effect">Effect size; null when undefined.</param>
/// <param name="Bound">At which it has drifted.</param>
/// <param name="Psi">Population stability index, beside; null when undefined.</param>
/// <param name="ReferenceMissingShare">Share of missing values in the reference.</param>
/// <param name="CurrentMissingShare">Share of missing values now.</param>
/// <param name="Decision">Fail = drifted; not evaluated = the data cannot say.</param>
/// <param name="Histogram">For plotting.</param>
public sealed record FeatureDrift(
    string Feature, string Kind, string Test, double? Statistic, double? PValue, double? AdjustedPValue,
    string EffectName, double? Effect, double Bound, double? Psi, double ReferenceMissingShare, double CurrentMissingShare,
    Decision Decision, DriftShares Histogram);

/// <summary>Shares of the same bins on both sides.</summary>
/// <param name="Labels">Bins: ranges of numbers, or categories.</param>
/// <param name="Reference">Shares, summing to 1; empty when there is nothing to show.</param>
/// <param name="Current">Shares, summing to 1; empty when there is nothing to show.</param>
public sealed record DriftShares(IReadOnlyList<string> Labels, IReadOnlyList<double> Reference, IReadOnlyList<double> Current);

/// <summary>Performance then and now.</summary>
/// <param name="Metric">E.g. <c>roc_auc</c>.</param>
/// <param name="ReferenceValue">On the untuned reference window.</param>
/// <param name="CurrentValue">On the current window.</param>
/// <param name="Drop">Reference minus current, in the direction in which less is worse.</param>
/// <param name="MaxDrop">Allowed.</param>
/// <param name="DropLow">Lower end of the interval of the drop; NaN when not computed.</param>
/// <param name="DropHigh">Upper end.</param>
public sealed record ConceptDrift(
    string Metric, double ReferenceValue, double CurrentValue, double Drop, double MaxDrop, double DropLow, double DropHigh);

/// <summary>Whether a retraining is due.</summary>
/// <param name="Fires">Whether any trigger fired.</param>
/// <param name="Reasons">Each trigger with its values, fired or not.</param>
/// <param name="Automation">Who starts it.</param>
public sealed record RetrainingDecision(bool Fires, IReadOnlyList<string> Reasons, string Automation);
