using Millrace.Data.Contracts;
using Millrace.DuckDb;

namespace Millrace.Data.Preparation;

/// <summary>What is done with personal data before anything is written.</summary>
internal static class PersonalData
{
    /// <summary>Column → <c>drop</c> or <c>hash</c>, for declared columns that hold personal data.</summary>
    public static Dictionary<string, string> Policies(IEnumerable<ColumnSpec> columns)
    {
        var policies = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var column in columns.Where(column => IsPersonal(column) && (column.PiiPolicy is "drop" or "hash")))
        {
            policies[column.Name] = column.PiiPolicy!;
        }

        return policies;
    }

    /// <summary>Whether the column was declared to hold personal data.</summary>
    public static bool IsPersonal(ColumnSpec column) => column.Pii != "none";

    /// <summary>The columns that are written, with the types they are written in.</summary>
    public static IEnumerable<DatasetColumn> Kept(IEnumerable<DatasetColumn> columns, IReadOnlyDictionary<string, string> policies) =>
        from column in columns
        let policy = policies.GetValueOrDefault(column.Name)
        where policy != "drop"
        select policy == "hash" ? column with { Type = "varchar" } : column;

    /// <summary>The select list that writes them.</summary>
    public static string SelectList(IEnumerable<DatasetColumn> columns, IReadOnlyDictionary<string, string> policies) =>
        string.Join(", ", Kept(columns, policies).Select(column =>
        {
            var name = DuckSql.QuoteIdentifier(column.Name);
            return policies.ContainsKey(column.Name) ? $"sha256(CAST({name} AS VARCHAR)) AS {name}" : name;
        }));
}
