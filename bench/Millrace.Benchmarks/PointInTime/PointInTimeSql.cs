using Millrace.DuckDb;

namespace Millrace.Benchmarks.PointInTime;

/// <summary>The data of the point-in-time join, and the join as one writes it by hand in DuckDB.</summary>
/// <param name="Events">Parquet: <c>event_id</c>, <c>station</c>, <c>moment</c>.</param>
/// <param name="Features">Parquet: <c>station</c>, <c>hour</c>, <c>known_at</c> and <see cref="Columns"/>.</param>
internal sealed record PointInTimeSql(string Events, string Features)
{
    /// <summary>Feature columns.</summary>
    public static readonly string[] Columns = ["temperature", "wind", "rain", "pressure"];

    /// <summary>Stations, each with a row for every hour.</summary>
    public const int StationCount = 100;

    /// <summary>Makes both files, in the order of time; a feature row becomes known up to 90 minutes after its hour.</summary>
    public IEnumerable<string> Make(int eventCount, int hourCount)
    {
        yield return
            $"""
             COPY (SELECT 's' || (hash(i) % {StationCount}) AS station, moment, row_number() OVER (ORDER BY moment, i) AS event_id
                   FROM (SELECT i, TIMESTAMP '2025-01-01' + to_microseconds(CAST(hash(i + 1e9) % {hourCount * 3_600_000_000L} AS BIGINT)) AS moment
                         FROM range({eventCount}) r(i)) ORDER BY moment, i)
             TO {DuckSql.QuoteLiteral(Events)} (FORMAT parquet)
             """;
        var values = string.Join(", ", Columns.Index().Select(column => $"(hash(i * 10 + {column.Index}) % 1000003) / 1e3 AS {column.Item}"));
        yield return
            $"""
             COPY (SELECT 's' || (i % {StationCount}) AS station, TIMESTAMP '2025-01-01' + to_hours(i // {StationCount}) AS hour,
                          hour + to_seconds(hash(i + 5e9) % 5400) AS known_at, {values}
                   FROM range({hourCount * StationCount}) r(i) ORDER BY i)
             TO {DuckSql.QuoteLiteral(Features)} (FORMAT parquet)
             """;
    }

    /// <summary>Event times alone: a feature row counts from its hour on, whether or not it was known.</summary>
    public string EventTime(string output) => Join(DuckSql.QuoteLiteral(Features), "hour", output);

    /// <summary>Both clocks: a row counts from when it happened and was known; one that arrives after a newer one never does.</summary>
    public string TwoClocks(string output) => Join(
        $"""
         (SELECT * FROM (SELECT *, greatest(hour, known_at) AS since FROM {DuckSql.QuoteLiteral(Features)})
          QUALIFY hour = max(hour) OVER (PARTITION BY station ORDER BY since))
         """,
        "since", output);

    private string Join(string features, string since, string output) =>
        $"""
         COPY (SELECT e.*, {string.Join(", ", Columns.Select(column => $"f.{column}"))}
               FROM {DuckSql.QuoteLiteral(Events)} e ASOF LEFT JOIN {features} f ON e.station = f.station AND e.moment >= f.{since})
         TO {DuckSql.QuoteLiteral(output)} (FORMAT parquet, COMPRESSION snappy)
         """;
}
