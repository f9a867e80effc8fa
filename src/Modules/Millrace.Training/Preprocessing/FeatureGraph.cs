using System.Text;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Millrace.Features.Contracts;
using Millrace.Onnx;
using Millrace.Training.Rows;

namespace Millrace.Training.Preprocessing;

/// <summary>A graph over raw features in ONNX Runtime: what serves is also what fills the trainer's matrix.</summary>
/// <remarks>Its results do not depend on how rows are divided into blocks: every node works on each row by itself.</remarks>
internal sealed class FeatureGraph : IDisposable
{
    private readonly InferenceSession session;
    private readonly RunOptions options = new();
    private readonly (string Name, TensorElementType Type, int Column)[] inputs;
    private readonly string[] inputNames;
    private readonly string[] outputName;
    private readonly Dictionary<string, byte[]> utf8 = new(StringComparer.Ordinal);

    /// <summary>Loads a graph.</summary>
    /// <param name="model">Its bytes; one input for each feature it reads, one output [N, width].</param>
    /// <param name="features">The columns of the blocks it will be given.</param>
    /// <param name="threads">Threads to compute with.</param>
    public FeatureGraph(byte[] model, IReadOnlyList<FeatureInfo> features, int threads)
    {
        using var settings = new SessionOptions { IntraOpNumThreads = threads, InterOpNumThreads = 1 };
        settings.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        session = new InferenceSession(model, settings);
        var columns = features.Select((feature, i) => (feature.Name, i)).ToDictionary(pair => pair.Name, pair => pair.i, StringComparer.Ordinal);
        inputs = [.. session.InputMetadata.Select(input => (input.Key, input.Value.ElementDataType, columns[input.Key]))];
        inputNames = [.. inputs.Select(input => input.Name)];
        outputName = [session.OutputMetadata.Keys.First()];
        Width = session.OutputMetadata[outputName[0]].Dimensions[^1];
    }

    /// <summary>Values per row of the output.</summary>
    public int Width { get; }

    /// <summary>The whole part through the graph.</summary>
    /// <returns>Rows × <see cref="Width"/>, row-major.</returns>
    public float[] Run(PartReader part, IReadOnlyList<FeatureInfo> features, CancellationToken ct)
    {
        var output = new float[checked(part.RowCount * Width)];
        var row = 0;
        part.Read(
            features,
            block =>
            {
                Run(block, output.AsMemory(row * Width, block.RowCount * Width));
                row += block.RowCount;
            },
            ct);
        return row == part.RowCount
            ? output
            : throw new InvalidDataException($"The part has {row} rows, but the split counted {part.RowCount}.");
    }

    /// <summary>One block through the graph.</summary>
    /// <param name="block">Raw features.</param>
    /// <param name="output">Filled with rows × <see cref="Width"/>.</param>
    public void Run(FeatureBlock block, Memory<float> output)
    {
        var values = new OrtValue[inputs.Length];
        try
        {
            for (var i = 0; i < inputs.Length; i++)
            {
                values[i] = Tensor(block, inputs[i].Type, inputs[i].Column);
            }

            using var result = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, output, [block.RowCount, Width]);
            session.Run(options, inputNames, values, outputName, [result]);
        }
        finally
        {
            foreach (var value in values)
            {
                value?.Dispose();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        options.Dispose();
        session.Dispose();
    }

    private OrtValue Tensor(FeatureBlock block, TensorElementType type, int column)
    {
        long[] shape = [block.RowCount, 1];
        switch (type)
        {
            case TensorElementType.String:
                return Strings(block.Texts[column].AsSpan(0, block.RowCount), shape);
            case TensorElementType.Int64:
                return OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, Micros(block.Numbers[column].AsSpan(0, block.RowCount)), shape);
            default:
                return OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, block.Numbers[column].AsMemory(0, block.RowCount), shape);
        }
    }

    private OrtValue Strings(ReadOnlySpan<string> texts, long[] shape)
    {
        var tensor = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, shape);
        for (var row = 0; row < texts.Length; row++)
        {
            if (!utf8.TryGetValue(texts[row], out var bytes))
            {
                utf8[texts[row]] = bytes = Encoding.UTF8.GetBytes(texts[row]);
            }

            tensor.StringTensorSetElementAt(bytes.AsSpan(), row);
        }

        return tensor;
    }

    // Exact: microseconds of any year that occurs are whole numbers below 2^53.
    private static Memory<long> Micros(ReadOnlySpan<double> numbers)
    {
        var times = new long[numbers.Length];
        for (var row = 0; row < times.Length; row++)
        {
            times[row] = double.IsFinite(numbers[row]) ? (long)numbers[row] : DateTimeTransform.MissingMicros;
        }

        return times;
    }
}
