using Millrace.Tracking.Contracts;

namespace Millrace.Tracking.Runs;

/// <summary>The orders a list of runs may have.</summary>
internal static class RunOrder
{
    private const string Metrics = "metrics.";

    public static bool IsKnown(string order) =>
        order is "started" or "name" || (order.StartsWith(Metrics, StringComparison.Ordinal) && order.Length > Metrics.Length);

    /// <summary>The ORDER BY clause, and the metric's key when it needs one. Only fixed words get into the clause.</summary>
    public static (string Clause, string? Metric) Of(RunQuery query)
    {
        var direction = query.IsDescending ? "DESC" : "ASC";
        return query.OrderBy switch
        {
            "started" => ($"r.start_time {direction}, r.run_id {direction}", null),
            "name" => ($"r.name {direction}, r.run_id {direction}", null),

            // Where nulls go differs between the engines, so it is said.
            _ => ($"CASE WHEN m.value IS NULL THEN 1 ELSE 0 END, m.value {direction}, r.run_id {direction}", query.OrderBy[Metrics.Length..]),
        };
    }
}
