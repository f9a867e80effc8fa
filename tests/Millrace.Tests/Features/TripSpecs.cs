using Millrace.Data.Contracts;
using Millrace.Features.Contracts;

namespace Millrace.Tests.Features;

/// <summary>Definitions over small made-up trips that the tests of this module share and vary.</summary>
internal static class TripSpecs
{
    public static IReadOnlyList<DatasetColumn> Columns { get; } =
    [
        new("began", "timestamp"), new("place", "varchar"), new("goal", "varchar"), new("minutes", "bigint"), new("price", "double"),
        new("fee", "decimal(9,2)"), new("region", "varchar"), new("known_at", "timestamp"), new("is_late", "boolean"),
        new("slot", "integer"), new("day", "date"), new("_row_id", "bigint"),
    ];

    public static PrepareSpec Prepare { get; } = new(
        "trips",
        [.. Columns.Take(6).Select(column => new ColumnSpec(column.Name, column.Type, "", null, "none", null))],
        [new LookupSpec("regions", "place", "place", new Dictionary<string, string> { ["region"] = "region" }, "quarantine")],
        [
            new DerivedSpec("known_at", "timestamp", "began + to_minutes(30)", ""),
            new DerivedSpec("is_late", "boolean", "minutes > 15", ""),
            new DerivedSpec("slot", "integer", "hour(began) // 6", ""),
            new DerivedSpec("day", "date", "began::DATE", ""),
        ],
        "began", "known_at", []);

    public static ViewSpec Place { get; } = new(
        "place", "place", new Dictionary<string, string>(), [Window("6h", 6), Window("3d", 72)], TimeSpan.FromDays(3),
        [
            new("trips", "count", null), new("late", "mean", "is_late"), new("minutes", "sum", "minutes"),
            new("shortest", "min", "minutes"), new("dearest", "max", "price"), new("spread", "std", "minutes"), new("fees", "sum", "fee"),
        ],
        "What happened here.", new ExpectedDistribution(null, null, 0.9), "Only trips that had ended.");

    public static ViewSpec Arrivals { get; } = new(
        "arrivals", "goal", new Dictionary<string, string> { ["goal"] = "place" }, [Window("1d", 24)], TimeSpan.FromDays(1),
        [new("trips", "count", "minutes")], "Who came here.", null, null);

    public static ViewSpec All { get; } = new(
        "all", "all", new Dictionary<string, string>(), [Window("1d", 24)], TimeSpan.FromDays(1),
        [new("price", "mean", "price")], "Everywhere.", null, null);

    public static ViewSpec Route { get; } = new(
        "route", "route_slot", new Dictionary<string, string>(), [Window("9d", 216)], TimeSpan.FromDays(9),
        [new("late", "mean", "is_late")], "This way at this time of day.", null, null);

    public static FeatureSetSpec Set { get; } = new(
        [
            new EntitySpec("place", ["place"], ""), new EntitySpec("goal", ["goal"], ""), new EntitySpec("all", [], ""),
            new EntitySpec("route_slot", ["place", "goal", "slot"], ""),
        ],
        [Place, Arrivals, All, Route],
        [
            OnDemand("hour", "integer", "hour(began)"), OnDemand("region_name", "varchar", "upper(region)"),
            OnDemand("is_evening", "boolean", "hour >= 18"), OnDemand("share", "double", "arrivals_trips_1d / nullif(place_trips_6h, 0)"),
            OnDemand("fee_share", "double", "fee / 100.00"), OnDemand("day_number", "integer", "day - DATE '2020-01-01'"),
        ],
        Prepare, "is_late", new Dictionary<string, string> { ["history"] = "coalesce(place_late_3d, 0.25)" });

    public static WindowSpec Window(string label, double hours) => new(label, TimeSpan.FromHours(hours));

    public static OnDemandSpec OnDemand(string name, string type, string expression) => new(name, type, expression, "", null, null);
}
