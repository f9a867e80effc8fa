using Millrace.Data.Contracts;
using Millrace.Data.Preparation;
using Millrace.DuckDb;
using Millrace.Kernel.Time;

namespace Millrace.Data.Checks;

/// <summary>Everything that is judged of a dataset: its checks in the file's order, then what lookups and the event time demand.</summary>
internal static class Clauses
{
    public static IReadOnlyList<Clause> Of(BoundPreparation preparation, string eventTime) =>
    [
        .. preparation.Checks.Select(Of),
        .. preparation.Lookups.Index().Where(lookup => lookup.Item.OnMissing != "null").Select(lookup => OfLookup(lookup.Index, lookup.Item)),
        OfEventTime(preparation, eventTime),
    ];

    private static Clause Of(BoundCheck check)
    {
        var spec = check.Spec;
        return spec.Check switch
        {
            "row_count" => new RowCountClause(check.Name, spec.Severity, spec.Min, spec.Max),
            "freshness" => new FreshnessClause(check.Name, check.Columns[0].Name, spec.Severity, spec.MaxAge!.Value, new AsOf(spec.AsOf!.Value)),
            _ => new RowClause(
                check.Name, spec.Check, [.. check.Columns.Select(column => column.Name)], spec.Severity, spec.Tolerate,
                check.IsRowCondition ? check.FailFlag : check.FailingSql!, check.IsError),
        };
    }

    private static RowClause OfLookup(int index, LookupSpec lookup) => new(
        $"lookup({lookup.On} in {lookup.Source})", "lookup", [lookup.On],
        lookup.OnMissing == "fail" ? "error" : "warning", lookup.OnMissing == "fail" ? 0 : 1,
        $"({PreparationSql.Found(index)} IS NULL)", Quarantines: true);

    // A row without its time has no place in any window. A row that a lookup keeps out anyway is not blamed again.
    private static RowClause OfEventTime(BoundPreparation preparation, string eventTime)
    {
        var elsewhere = preparation.Lookups.Index()
            .Where(lookup => lookup.Item.OnMissing == "quarantine")
            .Select(lookup => $" AND {PreparationSql.Found(lookup.Index)} IS NOT NULL");
        return new RowClause(
            $"event_time({eventTime})", "not_null", [eventTime], "error", 0,
            $"({DuckSql.QuoteIdentifier(eventTime)} IS NULL{string.Concat(elsewhere)})", Quarantines: true);
    }
}
