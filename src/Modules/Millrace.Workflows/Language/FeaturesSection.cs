using Millrace.Workflows.Shapes;

namespace Millrace.Workflows.Language;

[Help("What the model may know of a row, at the moment of prediction. One definition for training and for serving.")]
internal sealed record FeaturesSection
{
    [Help("Where serving reads past windows from.")]
    public FeatureStore Store { get; init; } = FeatureStore.Embedded;

    [Help("What features describe, by name."), Named(NameRule.Identifier)]
    public IReadOnlyDictionary<string, Entity> Entities { get; init; } = new OrderedDictionary<string, Entity>();

    [Help("Aggregates over the past of an entity; features are named {view}_{aggregate}_{window}."), Named(NameRule.Identifier)]
    public IReadOnlyDictionary<string, FeatureView> Views { get; init; } = new OrderedDictionary<string, FeatureView>();

    [Help("Features computed from the row and from features before them, in order."), Named(NameRule.Identifier)]
    public IReadOnlyDictionary<string, OnDemand> OnDemand { get; init; } = new OrderedDictionary<string, OnDemand>();
}

internal enum FeatureStore
{
    Embedded,
}

[Help("Something that features describe.")]
internal sealed record Entity
{
    [Help("Its key columns; an empty list is the one entity 'all rows'.")]
    public required IReadOnlyList<string> Keys { get; init; }

    [Help("What it is.")]
    public required string Description { get; init; }
}

[Help("Aggregates over the past of an entity: only rows that had become known before the prediction.")]
internal sealed record FeatureView
{
    [Help("Whose past.")]
    public required string Entity { get; init; }

    [Help("Entity key: the row's column that holds it, where the names differ.")]
    public IReadOnlyDictionary<string, string> On { get; init; } = new OrderedDictionary<string, string>();

    [Help("How far back each looks."), AtLeast(1)]
    public required IReadOnlyList<Duration> Windows { get; init; }

    [Help("How long a past row matters at most; the longest window when left out.")]
    public Duration? Ttl { get; init; }

    [Help("What is computed, by name."), Named(NameRule.Identifier)]
    public required IReadOnlyDictionary<string, Aggregate> Aggregates { get; init; }

    [Help("What it means.")]
    public required string Description { get; init; }

    [Help("Which values are expected.")]
    public Expected? Expected { get; init; }

    [Help("Why nothing of the future is in it.")]
    public string? Leakage { get; init; }
}

[Help("One aggregate over a window."), ChosenBy("function")]
internal abstract record Aggregate
{
    public string Chosen { get; internal set; } = "";
}

[Choice("count"), Help("How many rows; 0 for none.")]
internal sealed record CountAggregate : Aggregate;

[Choice("mean"), Choice("sum"), Choice("min"), Choice("max"), Choice("std"), Help("Of one column; missing when there are no rows.")]
internal sealed record ColumnAggregate : Aggregate
{
    [Help("A column of numbers or booleans.")]
    public required string Column { get; init; }
}

[Help("Which values are expected.")]
internal sealed record Expected
{
    [Help("Smallest; no bound when left out.")]
    public double? Min { get; init; }

    [Help("Largest; no bound when left out.")]
    public double? Max { get; init; }

    [Help("Largest share of missing values; no bound when left out."), Within(0, 1)]
    public double? NullShare { get; init; }
}

[Help("A feature computed at the moment of prediction.")]
internal sealed record OnDemand
{
    [Help("The type of its values.")]
    public required OnDemandType Type { get; init; }

    [Help("DuckDB SQL over columns of the row, view features and features before it.")]
    public required string Expression { get; init; }

    [Help("What it means.")]
    public required string Description { get; init; }

    [Help("Which values are expected.")]
    public Expected? Expected { get; init; }

    [Help("Why nothing of the future is in it.")]
    public string? Leakage { get; init; }
}

internal enum OnDemandType
{
    Double,
    Integer,
    Boolean,
    Varchar,
}
