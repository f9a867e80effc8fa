using Microsoft.ML.OnnxRuntime;

namespace Millrace.Tests.Engines.Onnx;

/// <summary>Runs a model once, on one thread unless told otherwise, from plain arrays.</summary>
internal sealed class OnnxRun : IDisposable
{
    private readonly InferenceSession _session;

    internal OnnxRun(byte[] model, int threads = 1)
    {
        using var options = new SessionOptions { IntraOpNumThreads = threads, InterOpNumThreads = 1 };
        _session = new InferenceSession(model, options);
    }

    internal static float[] Rows(byte[] model, float[] values, int featureCount, string output = "probability", int threads = 1)
    {
        using var run = new OnnxRun(model, threads);
        return run.Matrix(values, featureCount, output);
    }

    internal float[] Matrix(float[] values, int featureCount, string output)
    {
        using var features = OrtValue.CreateTensorValueFromMemory(values, [values.Length / featureCount, featureCount]);
        return Run(["features"], [features], output);
    }

    /// <summary>Every raw column is a tensor [N, 1] of the array's type.</summary>
    internal float[] Columns(string output, params (string Name, Array Values)[] columns)
    {
        var tensors = columns.Select(column => Column(column.Values)).ToArray();
        try
        {
            return Run([.. columns.Select(column => column.Name)], tensors, output);
        }
        finally
        {
            Array.ForEach(tensors, tensor => tensor.Dispose());
        }
    }

    public void Dispose() => _session.Dispose();

    private static OrtValue Column(Array values)
    {
        long[] shape = [values.Length, 1];
        return values switch
        {
            double[] numbers => OrtValue.CreateTensorValueFromMemory(numbers, shape),
            float[] numbers => OrtValue.CreateTensorValueFromMemory(numbers, shape),
            long[] numbers => OrtValue.CreateTensorValueFromMemory(numbers, shape),
            bool[] flags => OrtValue.CreateTensorValueFromMemory(flags, shape),
            string[] texts => OrtValue.CreateFromStringTensor(
                new Microsoft.ML.OnnxRuntime.Tensors.DenseTensor<string>(texts, [texts.Length, 1])),
            _ => throw new ArgumentException($"No tensor of {values.GetType()}."),
        };
    }

    private float[] Run(string[] names, OrtValue[] values, string output)
    {
        using var options = new RunOptions();
        using var results = _session.Run(options, names, values, [output]);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
