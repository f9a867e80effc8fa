namespace Millrace.Workflows.Rules;

/// <summary>What DuckDB's types are, for rules.</summary>
internal static class ColumnKinds
{
    private static readonly string[] Numbers =
    [
        "tinyint", "smallint", "integer", "bigint", "hugeint", "utinyint", "usmallint", "uinteger", "ubigint", "float", "double",
    ];

    private static readonly string[] Times = ["date", "time", "timestamp", "timestamp with time zone"];

    /// <summary>Whether values are numbers.</summary>
    public static bool IsNumber(string type) => Numbers.Contains(type) || type.StartsWith("decimal", StringComparison.Ordinal);

    /// <summary>Whether values are points in time.</summary>
    public static bool IsTime(string type) => Times.Contains(type);
}
