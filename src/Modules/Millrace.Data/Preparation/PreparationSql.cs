using Millrace.Data.Contracts;
using Millrace.Data.Reading;
using Millrace.DuckDb;

namespace Millrace.Data.Preparation;

/// <summary>The queries of a preparation, each around the one before: raw, looked up, derived, judged.</summary>
internal sealed class PreparationSql(BoundPreparation preparation, string dataset, IReadOnlyDictionary<string, SourceData> sources)
{
    /// <summary>The table with all rows, complete and judged.</summary>
    public const string Rows = "__m_rows";

    private static readonly string RowId = DuckSql.QuoteIdentifier(BoundPreparation.RowId);

    /// <summary>Raw rows with their numbers.</summary>
    public string Raw { get; } =
        FileScan.Sql(sources[dataset].Version, sources[dataset].Paths, preparation.Raw, BoundPreparation.RowId);

    /// <summary>Table of one lookup's keys, the columns it brings, and a mark that it was found.</summary>
    public static string LookupTable(int index) => FormattableString.Invariant($"__m_lookup_{index}");

    /// <summary>Column that is NULL where a lookup's key is not there.</summary>
    public static string Found(int index) => FormattableString.Invariant($"__m_found_{index}");

    /// <summary>Makes a lookup's table.</summary>
    public string CreateLookup(int index)
    {
        var lookup = preparation.Lookups[index];
        var source = sources[lookup.Source];
        var brought = lookup.Columns.Select(pair => $", {Quote(pair.Key)} AS {Quote(pair.Value)}");
        return $"CREATE TEMP TABLE {LookupTable(index)} AS SELECT {Quote(lookup.Key)} AS __m_key{string.Concat(brought)}, true AS __m_found " +
            $"FROM {DatasetSql.From(source.Version, source.Paths)} WHERE {Quote(lookup.Key)} IS NOT NULL";
    }

    /// <summary>Makes the table of keys for a foreign key.</summary>
    public string CreateKeys(Checks.BoundCheck check)
    {
        var source = sources[check.Spec.Source!];
        var key = Quote(check.Spec.Key!);
        return $"CREATE TEMP TABLE {check.KeyTable} AS SELECT DISTINCT {key} AS key " +
            $"FROM {DatasetSql.From(source.Version, source.Paths)} WHERE {key} IS NOT NULL";
    }

    /// <summary>Rows with lookups and the first so many derived columns.</summary>
    public string Derived(int count)
    {
        var sql = Raw;
        for (var i = 0; i < preparation.Lookups.Count; i++)
        {
            sql = Joined(sql, i);
        }

        foreach (var derived in preparation.Derived.Take(count))
        {
            var column = derived.Column;
            sql = $"(SELECT *, CAST({derived.Expression.Embedded} AS {column.Type}) AS {Quote(column.Name)} FROM {sql})";
        }

        return sql;
    }

    /// <summary>All rows, each with a flag for every condition it fails.</summary>
    public string Judged()
    {
        var flags = preparation.Checks
            .Where(check => check.IsRowCondition)
            .Select(check => $", {check.FailingSql} AS {check.FailFlag}");
        return $"SELECT *{string.Concat(flags)} FROM {Derived(preparation.Derived.Count)}";
    }

    /// <summary>Makes the table of later duplicates; of many equal rows the first one passes, and a NULL is equal to nothing.</summary>
    public static string CreateDuplicates(Checks.BoundCheck check)
    {
        var names = string.Join(", ", check.Columns.Select(column => Quote(column.Name)));
        var complete = string.Join(" AND ", check.Columns.Select(column => $"{Quote(column.Name)} IS NOT NULL"));
        // Only rows whose hash occurs twice are sorted: far fewer than all.
        return $"""
            CREATE TEMP TABLE {check.DuplicateTable} AS SELECT {RowId} FROM (
              SELECT {RowId}, row_number() OVER (PARTITION BY {names} ORDER BY {RowId}) AS __m_nth FROM {Rows}
              WHERE {complete} AND hash({names}) IN (
                SELECT hash({names}) FROM {Rows} WHERE {complete} GROUP BY 1 HAVING count(*) > 1))
            WHERE __m_nth > 1
            """;
    }

    private string Joined(string inner, int index)
    {
        var lookup = preparation.Lookups[index];
        var brought = lookup.Columns.Values.Select(name => $", l.{Quote(name)}");
        return $"(SELECT b.*{string.Concat(brought)}, l.__m_found AS {Found(index)} FROM {inner} b " +
            $"LEFT JOIN {LookupTable(index)} l ON b.{Quote(lookup.On)} = l.__m_key)";
    }

    private static string Quote(string name) => DuckSql.QuoteIdentifier(name);
}
