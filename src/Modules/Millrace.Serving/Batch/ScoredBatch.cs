using Millrace.DuckDb;

namespace Millrace.Serving.Batch;

/// <summary>Rows with their probabilities and decisions.</summary>
internal sealed class ScoredBatch(int capacity, double threshold)
{
    private long[] rowIds = new long[capacity];
    private long[] eventTimes = new long[capacity];
    private double[] probabilities = new double[capacity];
    private bool[] decisions = new bool[capacity];

    public int RowCount { get; private set; }

    public double PositiveShare => RowCount == 0 ? 0 : (double)decisions.AsSpan(0, RowCount).Count(true) / RowCount;

    public void Add(ReadOnlySpan<long> ids, ReadOnlySpan<long> times, ReadOnlySpan<float> scores, int count)
    {
        Reserve(RowCount + count);
        ids[..count].CopyTo(rowIds.AsSpan(RowCount));
        times[..count].CopyTo(eventTimes.AsSpan(RowCount));
        for (var i = 0; i < count; i++)
        {
            probabilities[RowCount + i] = scores[i];
            decisions[RowCount + i] = scores[i] >= threshold;
        }

        RowCount += count;
    }

    public void Write(DuckConnection connection, string path, string format, CancellationToken ct)
    {
        Reserve(RowCount, exactly: true);
        using var table = connection.RegisterArrays(
            "scored",
            new LongColumn("_row_id", rowIds), new TimestampColumn("_event_time", eventTimes),
            new DoubleColumn("probability", probabilities), new BoolColumn("decision", decisions));
        var options = format switch
        {
            "csv" => "FORMAT csv, HEADER",
            "jsonl" => "FORMAT json",
            _ => "FORMAT parquet, COMPRESSION zstd",
        };
        connection.Execute($"COPY (SELECT * FROM scored) TO {DuckSql.QuoteLiteral(path)} ({options})", ct);
    }

    private void Reserve(int rows, bool exactly = false)
    {
        if (rows <= rowIds.Length && !(exactly && rows < rowIds.Length))
        {
            return;
        }

        var size = exactly ? rows : Math.Max(rows, rowIds.Length * 2);
        Array.Resize(ref rowIds, size);
        Array.Resize(ref eventTimes, size);
        Array.Resize(ref probabilities, size);
        Array.Resize(ref decisions, size);
    }
}
