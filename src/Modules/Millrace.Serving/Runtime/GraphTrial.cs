using Microsoft.ML.OnnxRuntime;
using Millrace.Kernel.Problems;
using Millrace.Training.Contracts;

namespace Millrace.Serving.Runtime;

/// <summary>Loads a graph, asks it about one row of zeros and empty texts, and lets it go.</summary>
internal static class GraphTrial
{
    public static Outcome<Done> Try(string model, int version, byte[] onnx, ModelSignature signature)
    {
        try
        {
            using var session = new ModelSession(onnx, signature);
            using var worker = session.ForBatch(1);
            var probability = worker.Run()[0];
            return probability is >= 0 and <= 1
                ? Done.Value
                : ServingProblems.GraphUnusable(model, version, $"it answers {probability}, which is no probability.");
        }
        catch (Exception fault) when (fault is OnnxRuntimeException or NotSupportedException)
        {
            return ServingProblems.GraphUnusable(model, version, fault.Message);
        }
    }
}
