using Google.Protobuf;
using Millrace.Onnx.Format;
using Kind = Millrace.Onnx.Format.AttributeProto.Types.AttributeType;

namespace Millrace.Onnx;

/// <summary>A named setting of a node.</summary>
public sealed class OnnxAttribute
{
    private OnnxAttribute(string name, Kind kind) => Format = new AttributeProto { Name = name, Type = kind };

    /// <summary>An integer setting.</summary>
    /// <param name="name">The operator's name for it.</param>
    /// <param name="value">Its value.</param>
    public OnnxAttribute(string name, long value)
        : this(name, Kind.Int) => Format.I = value;

    /// <summary>A number setting.</summary>
    /// <param name="name">The operator's name for it.</param>
    /// <param name="value">Its value.</param>
    public OnnxAttribute(string name, float value)
        : this(name, Kind.Float) => Format.F = value;

    /// <summary>A text setting.</summary>
    /// <param name="name">The operator's name for it.</param>
    /// <param name="value">Its value.</param>
    public OnnxAttribute(string name, string value)
        : this(name, Kind.String) => Format.S = ByteString.CopyFromUtf8(value);

    /// <summary>A list of integers.</summary>
    /// <param name="name">The operator's name for it.</param>
    /// <param name="values">Its values, in order.</param>
    public OnnxAttribute(string name, IEnumerable<long> values)
        : this(name, Kind.Ints) => Format.Ints.AddRange(values);

    /// <summary>A list of numbers.</summary>
    /// <param name="name">The operator's name for it.</param>
    /// <param name="values">Its values, in order.</param>
    public OnnxAttribute(string name, IEnumerable<float> values)
        : this(name, Kind.Floats) => Format.Floats.AddRange(values);

    /// <summary>A list of texts.</summary>
    /// <param name="name">The operator's name for it.</param>
    /// <param name="values">Its values, in order.</param>
    public OnnxAttribute(string name, IEnumerable<string> values)
        : this(name, Kind.Strings) => Format.Strings.AddRange(values.Select(ByteString.CopyFromUtf8));

    internal AttributeProto Format { get; }
}
