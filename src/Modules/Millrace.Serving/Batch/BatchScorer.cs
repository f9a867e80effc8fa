using Millrace.DuckDb;
using Millrace.Serving.Runtime;
using Millrace.Training.Contracts;

namespace Millrace.Serving.Batch;

/// <summary>Streams rows of a training set through the serving graph, chunk by chunk.</summary>
internal sealed class BatchScorer(DuckConnection connection, ModelSession session, TrainedModel model, string parquetPath, int threads)
{
    private const int ChunkRows = 2048;

    public ScoredBatch Score(SplitRows part, Action<double?, string> progress, CancellationToken ct)
    {
        var scored = new ScoredBatch((int)part.RowCount, model.DecisionThreshold);
        var lanes = Enumerable.Range(0, threads).Select(_ => new Lane(session.ForBatch(ChunkRows))).ToArray();
        try
        {
            using var result = connection.Query(Sql(part), ct);
            for (var turn = 0; result.NextChunk() is { RowCount: > 0 } chunk; turn++)
            {
                ct.ThrowIfCancellationRequested();
                var lane = lanes[turn % lanes.Length];
                lane.Collect(scored);
                Fill(lane.Worker, chunk);
                lane.Start(chunk);
                progress((double)scored.RowCount / Math.Max(1, part.RowCount), $"{scored.RowCount:N0} rows");
            }

            // Lanes were started in turn, so the oldest is the one that would be next.
            foreach (var lane in lanes.OrderBy(lane => lane.StartedAt))
            {
                lane.Collect(scored);
            }
        }
        finally
        {
            Array.ForEach(lanes, lane => lane.Dispose());
        }

        return scored;
    }

    private void Fill(ModelWorker worker, DuckChunk chunk)
    {
        for (var i = 0; i < session.Signature.Inputs.Count; i++)
        {
            var input = worker.Inputs[i];
            var column = chunk.Column(i + 2);
            if (session.Signature.Inputs[i].DataType == "BYTES")
            {
                for (var row = 0; row < chunk.RowCount; row++)
                {
                    input.Set(row, column.IsNull(row) ? null : column.GetString(row));
                }
            }
            else
            {
                var numbers = column.Span<double>();
                for (var row = 0; row < chunk.RowCount; row++)
                {
                    input.Set(row, column.IsNull(row) ? double.NaN : numbers[row]);
                }
            }
        }
    }

    private string Sql(SplitRows part)
    {
        var inputs = session.Signature.Inputs.Select(input => input.DataType == "BYTES"
            ? $"CAST({DuckSql.QuoteIdentifier(input.Name)} AS VARCHAR)"
            : $"CAST({DuckSql.QuoteIdentifier(input.Name)} AS DOUBLE)");
        var source = $"SELECT CAST(_row_id AS BIGINT), epoch_us(_event_time), {string.Join(", ", inputs)} FROM read_parquet({DuckSql.QuoteLiteral(parquetPath)}, file_row_number = true)";
        return part is { FirstRow: { } first, EndRow: { } end }
            ? FormattableString.Invariant($"{source} WHERE file_row_number >= {first} AND file_row_number < {end}")
            : throw new InvalidOperationException("Only parts that are one range of rows can be scored in a batch.");
    }
}
