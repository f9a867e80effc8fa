namespace Millrace.Data.Contracts;

/// <summary>The words of the <c>data</c> section: formats, checks and the fields each takes, as they are written in the file.</summary>
public static class DataVocabulary
{
    /// <summary>Formats that can be read.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["parquet", "csv", "jsonl"];

    /// <summary>What a lookup does with a row whose key is not there.</summary>
    public static IReadOnlyList<string> OnMissing { get; } = ["quarantine", "null", "fail"];

    /// <summary>How bad a failing check is.</summary>
    public static IReadOnlyList<string> Severities { get; } = ["error", "warning"];

    /// <summary>Kinds of personal data.</summary>
    public static IReadOnlyList<string> PersonalData { get; } = ["none", "email", "phone", "name", "id", "card", "ip"];

    /// <summary>What is done with personal data.</summary>
    public static IReadOnlyList<string> PersonalDataPolicies { get; } = ["keep", "drop", "hash"];

    /// <summary>Checks by name.</summary>
    public static IReadOnlyDictionary<string, CheckFields> Checks { get; } = new Dictionary<string, CheckFields>
    {
        ["not_null"] = new(CheckColumns.Some, [], [], true),
        ["unique"] = new(CheckColumns.Some, [], [], true),
        ["between"] = new(CheckColumns.Some, [], ["min", "max"], true),
        ["in_set"] = new(CheckColumns.Some, ["values"], [], true),
        ["matches"] = new(CheckColumns.Some, ["pattern"], [], true),
        ["foreign_key"] = new(CheckColumns.Some, ["source", "key"], [], true),
        ["expression"] = new(CheckColumns.None, ["expression"], [], true),
        ["row_count"] = new(CheckColumns.None, [], ["min", "max"], false),
        ["freshness"] = new(CheckColumns.One, ["max_age", "as_of"], [], false),
    };

    /// <summary>Names of the checks, in the order of the documentation.</summary>
    public static IReadOnlyList<string> CheckNames { get; } = [.. Checks.Keys];

    /// <summary>Columns that the prepared data adds itself; no source may have them.</summary>
    public static IReadOnlyList<string> ReservedColumns { get; } = ["_row_id", "_reasons"];
}

/// <summary>How many columns a check names.</summary>
public enum CheckColumns
{
    /// <summary>None: it is about the table, or its expression names them.</summary>
    None,

    /// <summary>Exactly one.</summary>
    One,

    /// <summary>One or more; a row passes when all of them do.</summary>
    Some,
}

/// <summary>The fields of a check, beside <c>check</c>, <c>name</c> and <c>severity</c>, which all take.</summary>
/// <param name="Columns">How many columns.</param>
/// <param name="Required">Fields it must have.</param>
/// <param name="Optional">Fields of which it must have at least one, when there are any.</param>
/// <param name="IsAboutRows">Whether it judges row by row and so takes <c>tolerate</c>; otherwise it judges the table.</param>
public sealed record CheckFields(
    CheckColumns Columns, IReadOnlyList<string> Required, IReadOnlyList<string> Optional, bool IsAboutRows);
