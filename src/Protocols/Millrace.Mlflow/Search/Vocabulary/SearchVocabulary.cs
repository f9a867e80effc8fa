namespace Millrace.Mlflow.Search.Vocabulary;

/// <summary>What the searches for one kind of thing may name: the same attributes, prefixes and operators that MLflow takes.</summary>
public sealed record SearchVocabulary
{
    /// <summary>What is searched for, plural.</summary>
    public required string Entity { get; init; }

    /// <summary>The prefixes before a key, and what they mean.</summary>
    public required IReadOnlyDictionary<string, SearchKind> Prefixes { get; init; }

    /// <summary>The prefixes as messages list them.</summary>
    public required string PrefixList { get; init; }

    /// <summary>Every attribute.</summary>
    public required IReadOnlyList<SearchAttribute> Attributes { get; init; }

    /// <summary>The attributes of datasets; only for what has datasets.</summary>
    public IReadOnlyList<SearchAttribute> DatasetAttributes { get; init; } = [];

    /// <summary>The order when none is asked for.</summary>
    public required IReadOnlyList<OrderTerm> DefaultOrder { get; init; }

    /// <summary>What decides between equals; appended unless the order names it already.</summary>
    public required IReadOnlyList<OrderTerm> TieBreaks { get; init; }

    /// <summary>What orders may look at beside attributes.</summary>
    public IReadOnlyList<SearchKind> OrderKinds { get; init; } = [];

    /// <summary>Whether IN and NOT IN are allowed on params and tags.</summary>
    public bool HasKeyedLists { get; init; }

    /// <summary>Whether a number stands for its text where text is expected.</summary>
    public bool TakesNumbersAsText { get; init; }

    /// <summary>Whether a quoted whole number stands for the number where a number is expected.</summary>
    public bool TakesTextAsNumbers { get; init; }

    /// <summary>Tags that things without them are taken to have, with the value. A filter that names none of them finds only
    /// what has that value.</summary>
    public IReadOnlyDictionary<string, string> AbsentTags { get; init; } = new Dictionary<string, string>();

    /// <summary>For runs.</summary>
    public static SearchVocabulary Runs => Vocabularies.Runs;

    /// <summary>For experiments.</summary>
    public static SearchVocabulary Experiments => Vocabularies.Experiments;

    /// <summary>For logged models.</summary>
    public static SearchVocabulary LoggedModels => Vocabularies.LoggedModels;

    /// <summary>For registered models and prompts: without a word about the tag <c>mlflow.prompt.is_prompt</c>, only models.</summary>
    public static SearchVocabulary RegisteredModels => Vocabularies.RegisteredModels;

    /// <summary>For model versions and prompt versions, as <see cref="RegisteredModels"/>.</summary>
    public static SearchVocabulary ModelVersions => Vocabularies.ModelVersions;
}

/// <summary>One step of an order.</summary>
/// <param name="Kind">What it looks at.</param>
/// <param name="Key">The attribute's one name, or the key.</param>
/// <param name="IsAscending">Small before large.</param>
public sealed record OrderTerm(SearchKind Kind, string Key, bool IsAscending)
{
    /// <summary>Only a metric's values on the dataset of this name count; null for all.</summary>
    public string? DatasetName { get; init; }

    /// <summary>Only a metric's values on the dataset of this digest count; null for all.</summary>
    public string? DatasetDigest { get; init; }
}
