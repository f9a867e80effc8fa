using Millrace.Data.Contracts;
using Millrace.Features.Contracts;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;

namespace Millrace.Tests.Server.Reporting;

/// <summary>Forty-five features as the flights sample has them.</summary>
internal static class SampleFeatures
{
    private static readonly (string View, string[] Windows, string[] Aggregates, string Description)[] Views =
    [
        ("network", ["2h", "6h", "1d"], ["late_share", "mean_delay"], "How late the whole network runs."),
        ("origin", ["2h", "6h", "1d", "28d"], ["late_share", "mean_delay"], "How late flights leaving this airport have lately been."),
        ("inbound", ["2h", "6h"], ["late_share", "mean_delay"], "How late flights arriving at the departure airport have been."),
        ("destination", ["2h", "6h", "1d", "28d"], ["late_share", "mean_delay"], "How late flights into the arrival airport have lately been."),
        ("route", ["1d", "28d", "120d"], ["flights", "late_share", "mean_delay"], "The route's own history."),
        ("slot", ["14d", "120d"], ["flights", "late_share", "mean_delay"], "The same route in the same ten minutes of earlier days."),
    ];

    public static IReadOnlyList<FeatureInfo> All { get; } =
    [
        .. Views.SelectMany(view => view.Windows.SelectMany(window => view.Aggregates.Select(aggregate => new FeatureInfo(
            $"{view.View}_{aggregate}_{window}", FeatureType.Number, $"view {view.View}", $"{aggregate} over {window} by {view.View}", view.Description,
            new ExpectedDistribution(-200, 2000, 0.5), "Only flights that had landed before this one left.", true)))),
        OnDemand("hour", "hour(date)", "Local hour of departure."), OnDemand("weekday", "isodow(date)", "Local weekday, 1 is Monday."),
        OnDemand("minute_of_hour", "minute(date)", "Minute of departure."), OnDemand("distance_miles", "distance", "Distance of the route."),
        OnDemand("slot_share_of_route", "slot_flights_120d / nullif(route_flights_120d, 0)", "Share of the route's flights in this slot."),
        OnDemand("origin_airport", "origin", "Departure airport.", FeatureType.Text), OnDemand("destination_airport", "destination", "Arrival airport.", FeatureType.Text),
    ];

    public static FeatureSet Set() => new(
        1,
        new FeatureSetSpec(
            [new("network", [], "All."), new("origin", ["origin"], "Airport."), new("destination", ["destination"], "Airport."), new("route", ["origin", "destination"], "Pair.")],
            [.. Views.Select(view => new ViewSpec(view.View, view.View, new Dictionary<string, string>(), [], TimeSpan.FromDays(1), [], view.Description, null, null))],
            [], new PrepareSpec("flights", [], [], [], "departed_at", "landed_at", []), "late", new Dictionary<string, string>()),
        All, [], new Dictionary<string, Digest>(), new Dictionary<string, BlobRef>());

    private static FeatureInfo OnDemand(string name, string expression, string description, FeatureType type = FeatureType.Number) =>
        new(name, type, "request", expression, description, type == FeatureType.Number ? new(0, null, null) : null, "Known at departure.", true);
}
