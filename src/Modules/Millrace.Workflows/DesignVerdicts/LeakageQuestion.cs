using Millrace.Workflows.Language;

namespace Millrace.Workflows.DesignVerdicts;

/// <summary>Is it said, for each feature that depends on time, why nothing of the future is in it, and when the label
/// becomes known?</summary>
internal static class LeakageQuestion
{
    public static Finding Judge(DesignEvidence design)
    {
        var features = design.File.Features;
        var temporal = features.Views.Select(view => ($"views.{view.Key}", view.Value.Leakage))
            .Concat(features.OnDemand.Where(feature => design.Lineage.Temporal.Contains(feature.Key)).Select(feature => ($"on_demand.{feature.Key}", feature.Value.Leakage)))
            .ToList();
        var silent = temporal.Where(feature => string.IsNullOrWhiteSpace(feature.Leakage)).Select(feature => feature.Item1).ToList();
        var evidence = new List<string>
        {
            Said.Invariant($"{temporal.Count - silent.Count} of {temporal.Count} views and features that depend on time have a leakage note"),
            Clocks(design.File.Data),
        };
        var finding = silent.Count > 0
            ? Finding.Fail(
                $"No leakage note for {Said.And(silent)}.",
                $"Say for each why nothing of the future is in it:\nfeatures:\n  {silent[0].Replace(".", ":\n    ", StringComparison.Ordinal)}:\n      leakage: \"Only rows that were known before this one.\"",
                evidence)
            : LateLabel(design, evidence);
        return finding with { Metric = "documented_features", Observed = temporal.Count - silent.Count, Bound = temporal.Count };
    }

    private static string Clocks(DataSection data) => data.CreatedTime is { } created && created != data.EventTime
        ? $"two clocks: a row happens at {data.EventTime} and is known from {created} on"
        : $"one clock: a row is taken as known when it happens ({data.EventTime})";

    // A label is the outcome of what is predicted, so it cannot be known at the same moment as the features.
    private static Finding LateLabel(DesignEvidence design, List<string> evidence)
    {
        var data = design.File.Data;
        var late = design.Lineage.Late.Order(StringComparer.Ordinal).ToList();
        if (data.CreatedTime is null || data.CreatedTime == data.EventTime)
        {
            return design.File.Features.Views.Count == 0
                ? Finding.Pass("Every feature comes from the row itself, and each that depends on time says why it does not leak.", evidence)
                : Finding.Fail(
                    $"Nothing says when '{design.File.Problem.Target}' becomes known, so windows count rows whose outcome was still open.",
                    "Add the instant at which a row is complete:\ndata:\n  created_time: landed_at",
                    evidence);
        }

        evidence.Add($"no feature may read {Said.And(late)} of its own row");
        return Finding.Pass("Each feature that depends on time says why it does not leak, and late columns are kept from all of them.", evidence);
    }
}
