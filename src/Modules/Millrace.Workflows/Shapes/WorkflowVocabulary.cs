using System.Text.RegularExpressions;

namespace Millrace.Workflows.Shapes;

/// <summary>The words that modules contribute to the language.</summary>
internal sealed partial class WorkflowVocabulary(IReadOnlyDictionary<VocabularyOf, IReadOnlyList<string>> words)
{
    // What people write for DuckDB's own names.
    private static readonly Dictionary<string, string> TypeAliases = new(StringComparer.Ordinal)
    {
        ["int"] = "integer",
        ["int4"] = "integer",
        ["int8"] = "bigint",
        ["long"] = "bigint",
        ["int64"] = "bigint",
        ["int32"] = "integer",
        ["short"] = "smallint",
        ["text"] = "varchar",
        ["string"] = "varchar",
        ["float8"] = "double",
        ["float4"] = "float",
        ["real"] = "float",
        ["bool"] = "boolean",
        ["datetime"] = "timestamp",
        ["numeric"] = "decimal",
        ["timestamptz"] = "timestamp with time zone",
    };

    /// <summary>The words of one list, in their order.</summary>
    public IReadOnlyList<string> Words(VocabularyOf of) => words[of];

    /// <summary>The word itself, the name that an alias stands for, or null when it is none.</summary>
    public string? Canonical(VocabularyOf of, string text)
    {
        if (words[of].Contains(text))
        {
            return text;
        }

        return of == VocabularyOf.ColumnTypes ? ColumnType(text) : null;
    }

    /// <summary>What a list is called in messages.</summary>
    public static string Title(VocabularyOf of) => of switch
    {
        VocabularyOf.ColumnTypes => "column types",
        VocabularyOf.Metrics => "metrics",
        VocabularyOf.Engines => "engines",
        VocabularyOf.EngineParameters => "engine parameters",
        VocabularyOf.NumericDriftTests => "drift measures of numbers",
        _ => "drift measures of categories",
    };

    private string? ColumnType(string text)
    {
        var lower = text.ToLowerInvariant();
        if (words[VocabularyOf.ColumnTypes].Contains(lower) || Decimal().IsMatch(lower))
        {
            return lower.Replace(" ", "", StringComparison.Ordinal) is var compact && compact.StartsWith("decimal", StringComparison.Ordinal) ? compact : lower;
        }

        return TypeAliases.GetValueOrDefault(lower);
    }

    [GeneratedRegex(@"^decimal\s*\(\s*[0-9]{1,2}\s*,\s*[0-9]{1,2}\s*\)\z")]
    private static partial Regex Decimal();
}
