using Millrace.Features.Contracts;

namespace Millrace.Features.Binding;

/// <summary>
/// Columns that are not known at prediction time. The target never is. Where a created time says that a row becomes known
/// later than it happens, neither is the created time, what the target is computed from, or what is computed from those.
/// What the event time is computed from is known, whatever else uses it.
/// </summary>
internal sealed class LateKnowledge
{
    private readonly Dictionary<string, string> reasons = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Follows the lineage.</summary>
    public LateKnowledge(FeatureSetSpec spec, ColumnLineage lineage)
    {
        reasons[spec.Target] = "it is the target";
        if (spec.Prepare.CreatedTime is { } created && !Same(created, spec.Prepare.EventTime))
        {
            var atOnce = lineage.WithSources([spec.Prepare.EventTime]);
            reasons.TryAdd(created, "it is the created time");
            foreach (var source in lineage.WithSources([spec.Target]).Where(source => !atOnce.Contains(source)))
            {
                reasons.TryAdd(source, $"the target '{spec.Target}' is computed from it, and is known only at the created time '{created}'");
            }
        }

        AddDescendants(lineage);
    }

    /// <summary>Why a column is not known at prediction time; null when it is.</summary>
    public string? ReasonAgainst(string column) => reasons.GetValueOrDefault(column);

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private void AddDescendants(ColumnLineage lineage)
    {
        while (lineage.ComputedFrom(reasons).ToList() is { Count: > 0 } found)
        {
            foreach (var (column, from) in found)
            {
                reasons.TryAdd(column, $"it is computed from '{from}', which is not known then");
            }
        }
    }
}
