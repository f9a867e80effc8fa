using Google.Protobuf;
using Millrace.Onnx.Format;

namespace Millrace.Onnx;

/// <summary>What a model says of itself, read without a runtime.</summary>
/// <param name="Inputs">What it reads; constants excluded.</param>
/// <param name="Outputs">What it gives.</param>
/// <param name="Metadata">Its attached texts.</param>
/// <param name="OperatorSets">Version per operator domain; the standard one is the empty text.</param>
public sealed record OnnxModelInfo(
    IReadOnlyList<OnnxTensorInfo> Inputs,
    IReadOnlyList<OnnxTensorInfo> Outputs,
    IReadOnlyDictionary<string, string> Metadata,
    IReadOnlyDictionary<string, long> OperatorSets)
{
    /// <summary>Reads the bytes of an <c>.onnx</c> file.</summary>
    /// <param name="model">The whole file.</param>
    /// <exception cref="OnnxException">The bytes are no ONNX model, or an input or output is not a tensor.</exception>
    public static OnnxModelInfo Read(ReadOnlySpan<byte> model)
    {
        ModelProto parsed;
        try
        {
            parsed = ModelProto.Parser.ParseFrom(model);
        }
        catch (InvalidProtocolBufferException invalid)
        {
            throw new OnnxException($"The {model.Length} bytes are not an ONNX model: {invalid.Message}", invalid);
        }

        if (parsed.Graph is null)
        {
            throw new OnnxException($"The {model.Length} bytes are not an ONNX model: there is no graph.");
        }

        var constants = parsed.Graph.Initializer.Select(constant => constant.Name).ToHashSet(StringComparer.Ordinal);
        return new OnnxModelInfo(
            [.. parsed.Graph.Input.Where(input => !constants.Contains(input.Name)).Select(Describe)],
            [.. parsed.Graph.Output.Select(Describe)],
            Last(parsed.MetadataProps, entry => entry.Key, entry => entry.Value),
            Last(parsed.OpsetImport, set => set.Domain, set => set.Version));
    }

    private static OnnxTensorInfo Describe(ValueInfoProto value)
    {
        if (value.Type?.TensorType is not { } tensor)
        {
            throw new OnnxException($"'{value.Name}' is not a tensor; sequences and maps are not supported.");
        }

        var shape = tensor.Shape?.Dim.Select(dimension => dimension.HasDimValue ? dimension.DimValue : -1) ?? [];
        return new OnnxTensorInfo(value.Name, (OnnxElement)tensor.ElemType, [.. shape]);
    }

    private static Dictionary<string, TValue> Last<TEntry, TValue>(
        IEnumerable<TEntry> entries, Func<TEntry, string> key, Func<TEntry, TValue> value)
    {
        var last = new Dictionary<string, TValue>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            last[key(entry)] = value(entry);
        }

        return last;
    }
}
