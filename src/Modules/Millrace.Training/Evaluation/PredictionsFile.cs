using Millrace.DuckDb;
using Millrace.Kernel.Blobs;

namespace Millrace.Training.Evaluation;

/// <summary>Every model's scores as one Parquet file: what monitoring and reports read.</summary>
internal static class PredictionsFile
{
    /// <summary>Writes and stores the file.</summary>
    /// <param name="parts">In order of time.</param>
    /// <param name="blobs">Where it goes.</param>
    /// <param name="scratch">A folder of the caller's.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<BlobRef> WriteAsync(IReadOnlyList<PartScores> parts, IBlobStore blobs, string scratch, CancellationToken ct)
    {
        var path = Path.Combine(scratch, "predictions.parquet");

        // One thread: the same rows then always give the same bytes.
        using (var database = DuckDatabase.Open(options: new DuckDbOptions { Threads = 1, TempDirectory = scratch }))
        using (var connection = database.Connect())
        using (connection.RegisterArrays("predictions", Columns(parts)))
        {
            connection.Execute($"COPY (SELECT * FROM predictions) TO {DuckSql.QuoteLiteral(path)} (FORMAT parquet, COMPRESSION zstd)", ct);
        }

        return await blobs.PutFileAsync(path, ct).ConfigureAwait(false);
    }

    private static List<DuckColumn> Columns(IReadOnlyList<PartScores> parts)
    {
        var columns = new List<DuckColumn>
        {
            new LongColumn("_row_id", [.. parts.SelectMany(part => part.RowIds)]),
            new TimestampColumn("_event_time", [.. parts.SelectMany(part => part.EventTimes)]),
            new DoubleColumn("_label", [.. parts.SelectMany(part => part.Labels.Select(label => (double)label))]),
            new TextColumn(
                "split",
                [.. parts.SelectMany((part, i) => Enumerable.Repeat(i, part.Labels.Length))],
                [.. parts.Select(part => part.Part)]),
        };
        columns.AddRange(parts[0].Models.Select((model, i) => new DoubleColumn(
            model.Key == PartScores.Candidate ? "probability" : model.Key, [.. parts.SelectMany(part => part.Models[i].Value)])));
        return columns;
    }
}
