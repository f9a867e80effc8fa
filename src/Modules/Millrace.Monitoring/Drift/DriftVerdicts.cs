using Millrace.Kernel.Digests;
using Millrace.Kernel.Verdicts;
using Millrace.Monitoring.Contracts;

namespace Millrace.Monitoring.Drift;

/// <summary>The three verdicts of a drift report: data, prediction, concept.</summary>
internal sealed class DriftVerdicts(IReadOnlyList<Digest> evidence, DateTimeOffset now)
{
    public Verdict Data(IReadOnlyList<FeatureDrift> features)
    {
        var evaluated = features.Where(feature => feature.Decision != Decision.NotEvaluated).ToList();
        if (evaluated.Count == 0)
        {
            return Make("drift.data", "features", "drifted_share", null, null, 0, Decision.NotEvaluated, "No feature has values on both sides.");
        }

        var drifted = evaluated.Where(feature => feature.Decision == Decision.Fail).OrderByDescending(feature => feature.Effect / feature.Bound).ToList();
        var share = (double)drifted.Count / evaluated.Count;
        var worst = string.Join(", ", drifted.Take(3).Select(feature => FormattableString.Invariant($"{feature.Feature} ({feature.EffectName} {feature.Effect:0.000}, bound {feature.Bound:0.###})")));
        return Make(
            "drift.data", "features", "drifted_share", share, null, 0, drifted.Count > 0 ? Decision.Fail : Decision.Pass,
            drifted.Count > 0 ? $"{drifted.Count} of {evaluated.Count} features drifted: {worst}." : $"None of {evaluated.Count} features drifted.");
    }

    public Verdict Prediction(FeatureDrift? prediction, double? sigmas, double sigmaBound)
    {
        if (prediction is null || prediction.Decision == Decision.NotEvaluated)
        {
            return Make("drift.prediction", "probability", null, null, null, null, Decision.NotEvaluated, "There are no predictions on both sides.");
        }

        var words = FormattableString.Invariant($"{prediction.EffectName} {prediction.Effect:0.000}, bound {prediction.Bound:0.###}");
        var decision = prediction.Decision == Decision.Fail || Math.Abs(sigmas ?? 0) > sigmaBound ? Decision.Fail
            : sigmas is null ? Decision.Inconclusive
            : Decision.Pass;
        var daily = sigmas is { } distance
            ? FormattableString.Invariant($"the mean lies {distance:0.0} standard deviations of the reference's daily means away, {sigmaBound:0.#} allowed")
            : "fewer than 10 reference days, so daily means do not decide";
        return Make("drift.prediction", "probability", prediction.EffectName, prediction.Effect, null, prediction.Bound, decision, $"{words}; {daily}.");
    }

    public Verdict Concept(ConceptDrift? concept, string metric)
    {
        if (concept is null)
        {
            return Make("drift.concept", "performance", metric, null, null, null, Decision.NotEvaluated, $"'{metric}' could not be computed on both windows: labels are missing or have one class.");
        }

        var decision = concept.Drop <= concept.MaxDrop ? Decision.Pass
            : double.IsNaN(concept.DropLow) || concept.DropLow <= 0 ? Decision.Inconclusive
            : Decision.Fail;
        return Make(
            "drift.concept", "performance", concept.Metric, concept.CurrentValue, concept.ReferenceValue, concept.MaxDrop, decision,
            FormattableString.Invariant($"{concept.Metric} was {concept.ReferenceValue:0.0000} on the untuned reference and is {concept.CurrentValue:0.0000}: a drop of {concept.Drop:0.0000} [{concept.DropLow:0.0000}, {concept.DropHigh:0.0000}], {concept.MaxDrop:0.0###} allowed."));
    }

    private Verdict Make(
        string clause, string subject, string? metric, double? observed, double? reference, double? bound, Decision decision, string reason) =>
        new(clause, subject, metric, null, observed, reference, bound, null, decision, reason, evidence, now);
}
