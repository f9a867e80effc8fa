using Microsoft.ML.OnnxRuntime;
using Millrace.Training.Contracts;

namespace Millrace.Serving.Runtime;

/// <summary>Input and output tensors of one fixed row count, bound once and used again, so that a run allocates nothing.
/// One thread at a time.</summary>
internal sealed class ModelWorker : IDisposable
{
    private readonly InferenceSession session;
    private readonly RunOptions runOptions = new();
    private readonly OrtIoBinding binding;
    private readonly InputBuffer[] inputs;
    private readonly float[] probabilities;
    private readonly OrtValue output;

    public ModelWorker(InferenceSession session, ModelSignature signature, int rowCount)
    {
        this.session = session;
        RowCount = rowCount;
        binding = session.CreateIoBinding();
        inputs = [.. signature.Inputs.Select(input => InputBuffer.For(input, rowCount))];
        foreach (var input in inputs)
        {
            binding.BindInput(input.Name, input.Value);
        }

        probabilities = GC.AllocateArray<float>(rowCount, pinned: true);
        output = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, probabilities.AsMemory(), [rowCount, 1]);
        binding.BindOutput(signature.Outputs[0].Name, output);
    }

    public int RowCount { get; }

    /// <summary>Inputs in the signature's order.</summary>
    public IReadOnlyList<InputBuffer> Inputs => inputs;

    /// <summary>Runs the graph over what the inputs hold.</summary>
    /// <returns>One probability for each row; valid until the next run.</returns>
    public ReadOnlySpan<float> Run()
    {
        session.RunWithBinding(runOptions, binding);
        return probabilities;
    }

    /// <summary>What the last run gave.</summary>
    public ReadOnlySpan<float> Last => probabilities;

    public void Dispose()
    {
        binding.Dispose();
        foreach (var input in inputs)
        {
            input.Value.Dispose();
        }

        output.Dispose();
        runOptions.Dispose();
    }
}
