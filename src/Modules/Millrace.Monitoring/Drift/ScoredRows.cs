using Millrace.DuckDb;
using Millrace.Statistics.Classification;

namespace Millrace.Monitoring.Drift;

/// <summary>Predictions of one part of the split with their labels and days.</summary>
internal sealed record ScoredRows(double[] Probabilities, byte[] Labels, int[] Days)
{
    /// <summary>Reads a part from the evaluation's predictions; rows whose label is unknown are left out of labels' use by being dropped.</summary>
    public static ScoredRows Read(DuckConnection connection, string predictionsPath, string part, CancellationToken ct)
    {
        var columns = connection.ReadColumns(
            $"""
            SELECT CAST(probability AS DOUBLE) AS probability, CAST(_label AS INTEGER) AS label,
                   CAST(epoch_us(_event_time) // 86400000000 AS INTEGER) AS day
            FROM read_parquet({DuckSql.QuoteLiteral(predictionsPath)})
            WHERE split = {DuckSql.QuoteLiteral(part)} AND _label IS NOT NULL
            """, ct);
        return new ScoredRows(
            columns["probability"].ToDoubles(),
            Array.ConvertAll(((IntColumn)columns["label"]).Values, label => (byte)label),
            ((IntColumn)columns["day"]).Values);
    }

    public bool IsEmpty => Probabilities.Length == 0;

    public BinaryScores Scores => BinaryScores.From(Labels, Probabilities);

    public IReadOnlyList<double> DailyMeans() =>
        [.. Days.Zip(Probabilities).GroupBy(pair => pair.First, pair => pair.Second).OrderBy(day => day.Key).Select(day => day.Average())];
}
