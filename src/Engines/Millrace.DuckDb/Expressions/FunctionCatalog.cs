namespace Millrace.DuckDb.Expressions;

/// <summary>What DuckDB knows about its functions, and which of them an expression may call.</summary>
internal sealed class FunctionCatalog
{
    /// <summary>They read or change the session, or hold up a thread, instead of computing from a row.</summary>
    private static readonly HashSet<string> Refused = new(StringComparer.OrdinalIgnoreCase)
    {
        "col_description", "current_setting", "currval", "format_pg_type", "format_type", "get_block_size", "getenv",
        "getvariable", "in_search_path", "json_execute_serialized_sql", "map_to_pg_oid", "nextval", "obj_description",
        "parse_duckdb_log_message", "session_user", "setseed", "shobj_description", "sleep_ms", "stats", "txid_current",
        "user", "version", "write_log",
    };

    private static readonly string[] RefusedPrefixes = ["pg_", "has_", "inet_", "current_"];

    private readonly Dictionary<string, Entry> _entries = new(StringComparer.OrdinalIgnoreCase);

    private FunctionCatalog()
    {
    }

    public static FunctionCatalog Read(DuckConnection connection)
    {
        // Operators between 'scalar' and others share names; 'scalar' wins, as it does in an expression.
        var rows = connection.Rows(
            """
            SELECT function_name, min(CASE function_type WHEN 'scalar' THEN 0 WHEN 'macro' THEN 1 WHEN 'aggregate' THEN 2 ELSE 3 END),
                   bool_or(coalesce(stability, 'CONSISTENT') <> 'CONSISTENT')
            FROM duckdb_functions() WHERE internal GROUP BY function_name
            """);
        var catalog = new FunctionCatalog();
        foreach (var row in rows)
        {
            catalog._entries[(string)row[0]!] = new Entry((FunctionKind)(int)row[1]!, (bool)row[2]!);
        }

        return catalog;
    }

    public bool IsVolatile(string name) => _entries.TryGetValue(name, out var entry) && entry.IsVolatile;

    /// <summary>Why the function may not be called; null when it may.</summary>
    public string? WhyNot(string name)
    {
        if (!_entries.TryGetValue(name, out var entry))
        {
            return $"There is no scalar function '{name}' built into DuckDB.";
        }

        return entry.Kind switch
        {
            FunctionKind.Aggregate => $"'{name}' aggregates many rows; an expression sees one row.",
            FunctionKind.Other => $"'{name}' returns a table; an expression returns one value.",
            _ when Refused.Contains(name) || IsRefusedByPrefix(name) =>
                $"'{name}' reads or changes the session; an expression computes from its row only.",
            _ => null,
        };
    }

    private static bool IsRefusedByPrefix(string name) =>
        Array.Exists(RefusedPrefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private readonly record struct Entry(FunctionKind Kind, bool IsVolatile);

    private enum FunctionKind
    {
        Scalar = 0,
        Macro = 1,
        Aggregate = 2,
        Other = 3,
    }
}
