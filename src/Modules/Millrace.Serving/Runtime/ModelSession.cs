using Microsoft.ML.OnnxRuntime;
using Millrace.Training.Contracts;

namespace Millrace.Serving.Runtime;

/// <summary>A loaded ONNX graph. Thread safe: each caller rents a worker with tensors of its own.</summary>
internal sealed class ModelSession : IDisposable
{
    private readonly InferenceSession session;
    private readonly System.Collections.Concurrent.ConcurrentBag<ModelWorker> idle = [];

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

    /// <summary>Lends a worker for one row; give it back with <see cref="Return"/>.</summary>
    public ModelWorker Rent() => idle.TryTake(out var worker) ? worker : new ModelWorker(session, Signature, rowCount: 1);

    public void Return(ModelWorker worker) => idle.Add(worker);

    /// <summary>A worker for batches of a size; the caller disposes it.</summary>
    public ModelWorker ForBatch(int rowCount) => new(session, Signature, rowCount);

    public void Dispose()
    {
        while (idle.TryTake(out var worker))
        {
            worker.Dispose();
        }

        session.Dispose();
    }
}
