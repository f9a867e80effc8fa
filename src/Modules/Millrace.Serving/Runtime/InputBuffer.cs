using Microsoft.ML.OnnxRuntime;
using Millrace.Training.Contracts;

namespace Millrace.Serving.Runtime;

/// <summary>One input tensor [N, 1], or [N, width], and how to fill it, row by row.</summary>
internal abstract class InputBuffer(string name, OrtValue value)
{
    public string Name => name;

    public OrtValue Value => value;

    /// <summary>Values of a row in an input's tensor.</summary>
    public static int WidthOf(TensorSpec input) => input.Shape.Count > 1 && input.Shape[1] > 0 ? checked((int)input.Shape[1]) : 1;

    /// <summary>Sets a number; it must be one.</summary>
    public abstract void Set(int index, double number);

    /// <summary>Sets a text; null is the empty string, the signature's missing text.</summary>
    public abstract void Set(int index, string? text);

    /// <summary>Sets a text given as UTF-8; empty is the signature's missing text.</summary>
    public abstract void Set(int index, ReadOnlySpan<byte> utf8);

    /// <summary>Sets the first numbers.</summary>
    public abstract void Set(ReadOnlySpan<double> numbers);

    /// <summary>Sets the first whole numbers, to the last digit.</summary>
    public abstract void Set(ReadOnlySpan<long> numbers);

    /// <exception cref="NotSupportedException">The signature has a type that no engine here writes.</exception>
    public static InputBuffer For(TensorSpec input, int rowCount) => input.DataType switch
    {
        "FP64" => NumberBuffer<double>.Create(input, rowCount, number => number),
        "FP32" => NumberBuffer<float>.Create(input, rowCount, number => (float)number),
        "INT64" => NumberBuffer<long>.Create(input, rowCount, number => checked((long)number)),
        "BOOL" => NumberBuffer<bool>.Create(input, rowCount, number => number != 0),
        "BYTES" => TextBuffer.Create(input, rowCount),
        var other => throw new NotSupportedException($"Input '{input.Name}' has the data type {other}, which this server cannot fill."),
    };

    private sealed class NumberBuffer<T>(string name, OrtValue value, T[] memory, Func<double, T> convert) : InputBuffer(name, value)
        where T : unmanaged
    {
        public static NumberBuffer<T> Create(TensorSpec input, int rowCount, Func<double, T> convert)
        {
            var width = WidthOf(input);
            var memory = GC.AllocateArray<T>(rowCount * width, pinned: true);
            var value = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, memory.AsMemory(), [rowCount, width]);
            return new NumberBuffer<T>(input.Name, value, memory, convert);
        }

        public override void Set(int index, double number) => memory[index] = convert(number);

        public override void Set(int index, string? text) => throw NoText();

        public override void Set(int index, ReadOnlySpan<byte> utf8) => throw NoText();

        public override void Set(ReadOnlySpan<double> numbers)
        {
            if (memory is double[] same)
            {
                numbers.CopyTo(same);
                return;
            }

            for (var i = 0; i < numbers.Length; i++)
            {
                memory[i] = convert(numbers[i]);
            }
        }

        public override void Set(ReadOnlySpan<long> numbers)
        {
            if (memory is not long[] same)
            {
                throw new InvalidOperationException($"Input '{Name}' does not take whole numbers of 64 bits.");
            }

            numbers.CopyTo(same);
        }

        private InvalidOperationException NoText() => new($"Input '{Name}' takes numbers, but got text.");
    }

    private sealed class TextBuffer(string name, OrtValue value) : InputBuffer(name, value)
    {
        public static TextBuffer Create(TensorSpec input, int rowCount) =>
            new(input.Name, OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, [rowCount, WidthOf(input)]));

        public override void Set(int index, double number) => throw NoNumber();

        public override void Set(int index, string? text) => Value.StringTensorSetElementAt(text.AsSpan(), index);

        public override void Set(int index, ReadOnlySpan<byte> utf8) => Value.StringTensorSetElementAt(utf8, index);

        public override void Set(ReadOnlySpan<double> numbers) => throw NoNumber();

        public override void Set(ReadOnlySpan<long> numbers) => throw NoNumber();

        private InvalidOperationException NoNumber() => new($"Input '{Name}' takes text, but got a number.");
    }
}
