using Millrace.DuckDb;
using Millrace.Serving.Runtime;

namespace Millrace.Serving.Batch;

/// <summary>One worker that runs a chunk while the next chunk is read into another lane.</summary>
internal sealed class Lane(ModelWorker worker) : IDisposable
{
    private static long starts;
    private long[] rowIds = [];
    private long[] eventTimes = [];
    private Task? running;

    public ModelWorker Worker => worker;

    /// <summary>Grows with every start, so that lanes can be collected in the order of their rows.</summary>
    public long StartedAt { get; private set; }

    /// <summary>Starts the run over what the worker's inputs hold.</summary>
    public void Start(DuckChunk chunk)
    {
        rowIds = chunk.Column(0).Span<long>()[..chunk.RowCount].ToArray();
        eventTimes = chunk.Column(1).Span<long>()[..chunk.RowCount].ToArray();
        StartedAt = Interlocked.Increment(ref starts);
        running = Task.Run(() => worker.Run().Length);
    }

    /// <summary>Waits for the run and hands its rows over; nothing when none was started.</summary>
    public void Collect(ScoredBatch scored)
    {
        if (running is null)
        {
            return;
        }

        running.GetAwaiter().GetResult();
        running = null;
        scored.Add(rowIds, eventTimes, worker.Last, rowIds.Length);
    }

    public void Dispose()
    {
        running?.GetAwaiter().GetResult();
        worker.Dispose();
    }
}
