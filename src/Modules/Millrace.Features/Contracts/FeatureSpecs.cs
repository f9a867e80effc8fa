using Millrace.Data.Contracts;

namespace Millrace.Features.Contracts;

/// <summary>Parameters of <c>features.build</c>: everything needed to compute the features, offline and online.</summary>
/// <param name="Entities">Entities by name.</param>
/// <param name="Views">Windowed views, in the file's order.</param>
/// <param name="OnDemand">Expressions over request, prepared and view features, in the file's order.</param>
/// <param name="Prepare">How a raw row becomes a prepared one; the same for a request at serving.</param>
/// <param name="Target">The label column; not a feature.</param>
/// <param name="Baselines">Rule expressions that training wants as extra columns: name → expression over features.</param>
public sealed record FeatureSetSpec(
    IReadOnlyList<EntitySpec> Entities,
    IReadOnlyList<ViewSpec> Views,
    IReadOnlyList<OnDemandSpec> OnDemand,
    PrepareSpec Prepare,
    string Target,
    IReadOnlyDictionary<string, string> Baselines);

/// <summary>Something that features describe, named by key columns.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Keys">Key columns; empty for the one entity "all rows".</param>
/// <param name="Description">For people.</param>
public sealed record EntitySpec(string Name, IReadOnlyList<string> Keys, string Description);

/// <summary>Aggregates over the past of an entity. Features are named <c>{view}_{aggregate}_{window}</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Entity">Whose past.</param>
/// <param name="On">Entity key → the row's column that holds it, where the names differ (arrivals at my origin).</param>
/// <param name="Windows">Each looks at event times in [t − window, t), known at t.</param>
/// <param name="Ttl">Longest time that a past row matters; at least the longest window.</param>
/// <param name="Aggregates">What is computed.</param>
/// <param name="Description">For people.</param>
/// <param name="Expected">Expected distribution.</param>
/// <param name="Leakage">Why nothing of the future is in it; the design document's leakage note.</param>
public sealed record ViewSpec(
    string Name, string Entity, IReadOnlyDictionary<string, string> On,
    IReadOnlyList<WindowSpec> Windows, TimeSpan Ttl, IReadOnlyList<AggregateSpec> Aggregates,
    string Description, ExpectedDistribution? Expected, string? Leakage);

/// <summary>A window's length and how it is written in names.</summary>
/// <param name="Label">As in the file: <c>2h</c>, <c>28d</c>.</param>
/// <param name="Length">More than zero.</param>
public sealed record WindowSpec(string Label, TimeSpan Length);

/// <summary>One aggregate.</summary>
/// <param name="Name">Part of the feature's name.</param>
/// <param name="Function"><c>count</c>, <c>sum</c>, <c>mean</c>, <c>min</c>, <c>max</c> or <c>std</c> (ddof 1).</param>
/// <param name="Column">What is aggregated; null for count.</param>
public sealed record AggregateSpec(string Name, string Function, string? Column);

/// <summary>A feature computed from the row and other features.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type"><c>double</c>, <c>integer</c>, <c>boolean</c> or <c>varchar</c>.</param>
/// <param name="Expression">Scalar DuckDB SQL of the documented online subset.</param>
/// <param name="Description">For people.</param>
/// <param name="Expected">Expected distribution; null when none is given.</param>
/// <param name="Leakage">Leakage note.</param>
public sealed record OnDemandSpec(
    string Name, string Type, string Expression, string Description, ExpectedDistribution? Expected, string? Leakage);

/// <summary>What values are expected; checked when features are built.</summary>
/// <param name="Min">Smallest; null for no bound.</param>
/// <param name="Max">Largest; null for no bound.</param>
/// <param name="NullShare">Largest share of nulls, in [0, 1]; null for no bound.</param>
public sealed record ExpectedDistribution(double? Min, double? Max, double? NullShare);
