using Microsoft.ML.OnnxRuntime;
using Millrace.Training.Contracts;

namespace Millrace.Serving.Runtime;

/// <summary>A loaded ONNX graph. Thread safe: each caller rents a worker with tensors of its own.</summary>
internal sealed class ModelSession : IDisposable
{
    private readonly InferenceSession session;
    private readonly System.Collections.Concurrent.ConcurrentBag<ModelWorker> idle = [];
    private readonly ModelWorker?[] idleBatches = new ModelWorker?[16];
    private int nextBatch;

    private const int LargestBatchKept = 1024;

    /// <summary>Loads a graph.</summary>
    /// <param name="onnx">The graph's bytes.</param>
    /// <param name="signature">Its inputs in the order in which callers give them.</param>
    /// <exception cref="OnnxRuntimeException">The graph is not valid or does not have these inputs.</exception>
    public ModelSession(byte[] onnx, ModelSignature signature)
    {
        Signature = signature;
        using var options = new SessionOptions
        {
            // One thread inside a run keeps sums in one order, so that batches and single rows agree to the last bit.
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };

        // Workers wait for rows most of the time; a spinning pool would take the cores from the web server.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        session = new InferenceSession(onnx, options);
    }

    public ModelSignature Signature { get; }

    /// <summary>Why a run stopped, in one line and without the engine's own source places.</summary>
    public static string Reason(OnnxRuntimeException fault)
    {
        var line = fault.Message.Split('\n', 2)[0].Trim();
        var place = line.IndexOf(" /", StringComparison.Ordinal);
        return place < 0 ? line : line[..place];
    }

    /// <summary>Binds the tensors and runs one row of zeros and empty texts, so that the first request finds all of it done.</summary>
    /// <exception cref="OnnxRuntimeException">The graph does not have the signature's tensors, or does not run.</exception>
    /// <exception cref="NotSupportedException">The signature has a type that no engine here writes.</exception>
    public void WarmUp()
    {
        var worker = Rent();
        worker.Run();
        Return(worker);
    }

    /// <summary>Lends a worker for one row; give it back with <see cref="Return"/>.</summary>
    public ModelWorker Rent() => idle.TryTake(out var worker) ? worker : new ModelWorker(session, Signature, rowCount: 1);

    /// <summary>Lends a worker for a number of rows; give it back with <see cref="Return"/>.</summary>
    public ModelWorker Rent(int rowCount)
    {
        if (rowCount == 1)
        {
            return Rent();
        }

        foreach (ref var slot in idleBatches.AsSpan())
        {
            if (Volatile.Read(ref slot) is { } worker && worker.RowCount == rowCount && Interlocked.CompareExchange(ref slot, null, worker) == worker)
            {
                return worker;
            }
        }

        return ForBatch(rowCount);
    }

    /// <summary>Takes a worker back. Small batches' workers are kept, the last few, because clients repeat their batch size.</summary>
    public void Return(ModelWorker worker)
    {
        if (worker.RowCount == 1)
        {
            idle.Add(worker);
            return;
        }

        if (worker.RowCount > LargestBatchKept)
        {
            worker.Dispose();
            return;
        }

        var place = (Interlocked.Increment(ref nextBatch) & int.MaxValue) % idleBatches.Length;
        Interlocked.Exchange(ref idleBatches[place], worker)?.Dispose();
    }

    /// <summary>A worker for batches of a size; the caller disposes it.</summary>
    public ModelWorker ForBatch(int rowCount) => new(session, Signature, rowCount);

    public void Dispose()
    {
        while (idle.TryTake(out var worker))
        {
            worker.Dispose();
        }

        foreach (var worker in idleBatches)
        {
            worker?.Dispose();
        }

        session.Dispose();
    }
}
