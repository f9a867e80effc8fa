using Microsoft.ML.OnnxRuntime;
using Millrace.Training.Contracts;

namespace Millrace.Serving.Runtime;

/// <summary>One input tensor [N, 1] and how to fill it.</summary>
internal abstract class InputBuffer(string name, OrtValue value)
{
    public string Name => name;

    public OrtValue Value => value;

    /// <summary>Sets a number; it must be one.</summary>
    public abstract void Set(int row, double number);

    /// <summary>Sets a text; null is the empty string, the signature's missing text.</summary>
    public abstract void Set(int row, string? text);

    /// <exception cref="NotSupportedException">The signature has a type that no engine here writes.</exception>
    public static InputBuffer For(TensorSpec input, int rowCount) => input.DataType switch
    {
        "FP64" => NumberBuffer<double>.Create(input.Name, rowCount, number => number),
        "FP32" => NumberBuffer<float>.Create(input.Name, rowCount, number => (float)number),
        "INT64" => NumberBuffer<long>.Create(input.Name, rowCount, number => checked((long)number)),
        "BOOL" => NumberBuffer<bool>.Create(input.Name, rowCount, number => number != 0),
        "BYTES" => TextBuffer.Create(input.Name, rowCount),
        var other => throw new NotSupportedException($"Input '{input.Name}' has the data type {other}, which this server cannot fill."),
    };

    private sealed class NumberBuffer<T>(string name, OrtValue value, T[] memory, Func<double, T> convert) : InputBuffer(name, value)
        where T : unmanaged
    {
        public static NumberBuffer<T> Create(string name, int rowCount, Func<double, T> convert)
        {
            var memory = GC.AllocateArray<T>(rowCount, pinned: true);
            var value = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, memory.AsMemory(), [rowCount, 1]);
            return new NumberBuffer<T>(name, value, memory, convert);
        }

        public override void Set(int row, double number) => memory[row] = convert(number);

        public override void Set(int row, string? text) =>
            throw new InvalidOperationException($"Input '{Name}' takes numbers, but got text.");
    }

    private sealed class TextBuffer(string name, OrtValue value) : InputBuffer(name, value)
    {
        public static TextBuffer Create(string name, int rowCount) =>
            new(name, OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, [rowCount, 1]));

        public override void Set(int row, double number) =>
            throw new InvalidOperationException($"Input '{Name}' takes text, but got a number.");

        public override void Set(int row, string? text) => Value.StringTensorSetElementAt(text.AsSpan(), row);
    }
}
