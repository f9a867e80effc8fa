using Millrace.Tracking.Contracts;

namespace Millrace.Tracking.Runs;

/// <summary>The orders a list of runs may have.</summary>
internal static class RunOrder
{
    private const string Metrics = "metrics.";

    /// <summary>The order in the search grammar; null when it is none that lists know.</summary>
    public static string? Clause(RunQuery query)
    {
        var direction = query.IsDescending ? "DESC" : "ASC";
        return query.OrderBy switch
        {
            "started" => $"attributes.start_time {direction}",
            "name" => $"attributes.run_name {direction}",
            var order when HasDirection(order) => order,
            var order when order.StartsWith(Metrics, StringComparison.Ordinal) && order.Length > Metrics.Length && !order.Contains('`', StringComparison.Ordinal) =>
                $"metrics.`{order[Metrics.Length..]}` {direction}",
            _ => null,
        };
    }

    private static bool HasDirection(string order) =>
        order.EndsWith(" ASC", StringComparison.OrdinalIgnoreCase) || order.EndsWith(" DESC", StringComparison.OrdinalIgnoreCase);
}
