namespace Millrace.Mlflow.Search.Vocabulary;

/// <summary>What a comparison or an order looks at.</summary>
public enum SearchKind
{
    /// <summary>A column of the thing itself.</summary>
    Attribute,

    /// <summary>The latest value of a metric.</summary>
    Metric,

    /// <summary>A parameter.</summary>
    Param,

    /// <summary>A tag.</summary>
    Tag,

    /// <summary>An input dataset: its name, its digest, or the context it was used in.</summary>
    Dataset,
}

/// <summary>What an attribute's values are.</summary>
public enum SearchType
{
    /// <summary>Text, compared case-sensitively.</summary>
    Text,

    /// <summary>A number; times are unix milliseconds UTC.</summary>
    Number,
}
