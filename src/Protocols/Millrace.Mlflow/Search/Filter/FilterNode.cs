using Millrace.Mlflow.Search.Vocabulary;

namespace Millrace.Mlflow.Search.Filter;

/// <summary>A filter as a tree. Each node is true or false of a thing, never unknown.</summary>
internal abstract record FilterNode
{
    /// <summary>Every comparison, from left to right.</summary>
    public abstract IEnumerable<Comparison> Comparisons { get; }

    /// <summary>How many groups are inside each other; 0 for a comparison.</summary>
    public abstract int Depth { get; }
}

/// <summary>True when every part is.</summary>
internal sealed record AllOf(IReadOnlyList<FilterNode> Parts) : FilterNode
{
    public override IEnumerable<Comparison> Comparisons => Parts.SelectMany(part => part.Comparisons);

    public override int Depth { get; } = 1 + Parts.Max(part => part.Depth);

    public bool Equals(AllOf? other) => other is not null && Parts.SequenceEqual(other.Parts);

    public override int GetHashCode() => HashCode.Combine(nameof(AllOf), Parts.Count, Parts[0]);
}

/// <summary>True when any part is.</summary>
internal sealed record AnyOf(IReadOnlyList<FilterNode> Parts) : FilterNode
{
    public override IEnumerable<Comparison> Comparisons => Parts.SelectMany(part => part.Comparisons);

    public override int Depth { get; } = 1 + Parts.Max(part => part.Depth);

    public bool Equals(AnyOf? other) => other is not null && Parts.SequenceEqual(other.Parts);

    public override int GetHashCode() => HashCode.Combine(nameof(AnyOf), Parts.Count, Parts[0]);
}

/// <summary>True when the part is not.</summary>
internal sealed record Not(FilterNode Part) : FilterNode
{
    public override IEnumerable<Comparison> Comparisons => Part.Comparisons;

    public override int Depth => Part.Depth;
}

/// <summary>One comparison.</summary>
/// <param name="Kind">What it looks at.</param>
/// <param name="Key">The attribute's one name, or the key.</param>
/// <param name="Operator">How.</param>
/// <param name="Values">Text (string) or numbers (long or double): none for IS NULL, several for IN, one for the rest.</param>
internal sealed record Comparison(SearchKind Kind, string Key, SearchOperator Operator, IReadOnlyList<object> Values) : FilterNode
{
    public override IEnumerable<Comparison> Comparisons => [this];

    public override int Depth => 0;

    public bool Equals(Comparison? other) =>
        other is not null && Kind == other.Kind && Key == other.Key && Operator == other.Operator && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => HashCode.Combine(Kind, Key, Operator, Values.Count);
}
