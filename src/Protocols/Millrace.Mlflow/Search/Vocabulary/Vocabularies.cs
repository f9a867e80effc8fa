using static Millrace.Mlflow.Search.Vocabulary.SearchType;

namespace Millrace.Mlflow.Search.Vocabulary;

/// <summary>The vocabularies of the five kinds of things that MLflow searches for.</summary>
internal static class Vocabularies
{
    private const string IsPromptTag = "mlflow.prompt.is_prompt";

    private static readonly Dictionary<string, SearchKind> TagPrefixes = Prefixes(
        (SearchKind.Attribute, ["attribute"]), (SearchKind.Tag, ["tag", "tags"]));

    private const string TagPrefixList = "('attribute', 'tag', 'tags')";

    private static readonly Dictionary<string, string> ModelsAreNoPrompts = new() { [IsPromptTag] = "false" };

    private static readonly SearchKind[] Keyed = [SearchKind.Metric, SearchKind.Param, SearchKind.Tag];

    public static readonly SearchVocabulary Runs = OfRuns();

    public static readonly SearchVocabulary Experiments = OfExperiments();

    public static readonly SearchVocabulary LoggedModels = OfLoggedModels();

    public static readonly SearchVocabulary RegisteredModels = OfRegisteredModels();

    public static readonly SearchVocabulary ModelVersions = OfModelVersions();

    private static SearchVocabulary OfRuns() => new()
    {
        Entity = "runs",
        Prefixes = Prefixes(
            (SearchKind.Metric, ["metric", "metrics"]),
            (SearchKind.Param, ["parameter", "parameters", "param", "params"]),
            (SearchKind.Tag, ["tag", "tags"]),
            (SearchKind.Attribute, ["attribute", "attributes", "attr", "run"]),
            (SearchKind.Dataset, ["dataset", "datasets"])),
        PrefixList = "['metric', 'parameter', 'tag', 'attribute', 'dataset']",
        Attributes =
        [
            new("run_id", Text) { TakesIn = true, TakesNotIn = true },
            new("run_name", Text, "run name", "Run name", "Run Name"),
            new("user_id", Text),
            new("status", Text),
            new("artifact_uri", Text),
            new("start_time", Number, "created", "Created"),
            new("end_time", Number),
        ],
        DatasetAttributes =
        [
            new("name", Text) { TakesIn = true, TakesNotIn = true },
            new("digest", Text) { TakesIn = true, TakesNotIn = true },
            new("context", Text) { TakesIn = true, TakesNotIn = true },
        ],
        DefaultOrder = [],
        TieBreaks = [Descending("start_time"), Ascending("run_id")],
        OrderKinds = Keyed,
    };

    private static SearchVocabulary OfExperiments() => new()
    {
        Entity = "experiments",
        Prefixes = TagPrefixes,
        PrefixList = TagPrefixList,
        Attributes =
        [
            new("name", Text),
            new("creation_time", Number),
            new("last_update_time", Number),
            new("experiment_id", Number) { IsFilterable = false },
        ],
        DefaultOrder = [Descending("creation_time"), Ascending("experiment_id")],
        TieBreaks = [Descending("experiment_id")],
    };

    private static SearchVocabulary OfLoggedModels() => new()
    {
        Entity = "logged models",
        Prefixes = Prefixes(
            (SearchKind.Metric, ["metrics"]), (SearchKind.Param, ["params"]), (SearchKind.Tag, ["tags"]),
            (SearchKind.Attribute, ["attributes"])),
        PrefixList = "['attributes', 'metrics', 'params', 'tags']",
        Attributes =
        [
            Listed("name"),
            Listed("model_id"),
            Listed("model_type"),
            Listed("status"),
            Listed("source_run_id"),
            Listed("experiment_id"),
            new("creation_timestamp", Number, "creation_time", "creation_timestamp_ms"),
            new("last_updated_timestamp", Number, "last_updated_time", "last_updated_timestamp_ms"),
        ],
        DefaultOrder = [],
        TieBreaks = [Descending("creation_timestamp"), Ascending("model_id")],
        OrderKinds = [SearchKind.Metric],
        HasKeyedLists = true,
        TakesNumbersAsText = true,
    };

    private static SearchVocabulary OfRegisteredModels() => new()
    {
        Entity = "registered models",
        Prefixes = TagPrefixes,
        PrefixList = TagPrefixList,
        Attributes =
        [
            new("name", Text),
            new("last_updated_timestamp", Number, "timestamp") { IsFilterable = false },
            new("creation_timestamp", Number) { IsFilterable = false },
        ],
        DefaultOrder = [],
        TieBreaks = [Ascending("name")],
        AbsentTags = ModelsAreNoPrompts,
    };

    private static SearchVocabulary OfModelVersions() => new()
    {
        Entity = "model versions",
        Prefixes = TagPrefixes,
        PrefixList = TagPrefixList,
        Attributes =
        [
            new("name", Text),
            new("version_number", Number),
            new("run_id", Text) { TakesIn = true, IsOrderable = false },
            new("source_path", Text) { IsOrderable = false },
            new("creation_timestamp", Number) { IsFilterable = false },
            new("last_updated_timestamp", Number) { IsFilterable = false },
        ],
        DefaultOrder = [Descending("last_updated_timestamp"), Ascending("name"), Descending("version_number")],
        TieBreaks = [Ascending("name"), Descending("version_number")],
        TakesTextAsNumbers = true,
        AbsentTags = ModelsAreNoPrompts,
    };

    private static SearchAttribute Listed(string name) => new(name, Text) { TakesIn = true, TakesNotIn = true };

    private static OrderTerm Ascending(string attribute) => new(SearchKind.Attribute, attribute, true);

    private static OrderTerm Descending(string attribute) => new(SearchKind.Attribute, attribute, false);

    private static Dictionary<string, SearchKind> Prefixes(params (SearchKind Kind, string[] Names)[] kinds) => kinds
        .SelectMany(kind => kind.Names, (kind, name) => (kind.Kind, name))
        .ToDictionary(pair => pair.name, pair => pair.Kind, StringComparer.Ordinal);
}
