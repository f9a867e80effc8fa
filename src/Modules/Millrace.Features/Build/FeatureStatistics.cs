using Millrace.DuckDb;

namespace Millrace.Features.Build;

/// <summary>What a feature's values look like over the whole training set.</summary>
/// <param name="NullCount">Rows without a value.</param>
/// <param name="Min">Smallest; null for text and when all are null.</param>
/// <param name="Max">Largest; null for text and when all are null.</param>
internal sealed record FeatureStatistics(long NullCount, double? Min, double? Max)
{
    /// <summary>Reads them off the statistics that Parquet keeps of its row groups, without reading the data.</summary>
    /// <returns>By column.</returns>
    public static IReadOnlyDictionary<string, FeatureStatistics> Read(DuckConnection connection, string path)
    {
        var rows = connection.Rows(
            """
            SELECT path_in_schema, CAST(sum(stats_null_count) AS BIGINT),
                   min(CASE type WHEN 'DOUBLE' THEN TRY_CAST(stats_min_value AS DOUBLE) END),
                   max(CASE type WHEN 'DOUBLE' THEN TRY_CAST(stats_max_value AS DOUBLE) END)
            FROM parquet_metadata(?) GROUP BY path_in_schema
            """, path);
        return rows.ToDictionary(
            row => (string)row[0]!, row => new FeatureStatistics((long)row[1]!, (double?)row[2], (double?)row[3]));
    }
}
