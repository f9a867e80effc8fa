using Millrace.Features.Contracts;
using Millrace.Onnx;
using Millrace.Training.Contracts;

namespace Millrace.Training.Preprocessing;

/// <summary>A graph's inputs and output in the words of the Open Inference Protocol.</summary>
internal static class Signatures
{
    /// <summary>The signature of a model that reads what the preprocessing reads.</summary>
    public static ModelSignature Of(Onnx.Preprocessing preprocessing, OnnxTensorInfo output) =>
        new([.. preprocessing.Inputs.Select(Describe)], [Describe(output)]);

    /// <summary>The features that a model reads, as columns of a training set.</summary>
    public static IReadOnlyList<FeatureInfo> Features(ModelSignature signature) => [.. signature.Inputs.Select(input => new FeatureInfo(
        input.Name, input.DataType == "BYTES" ? FeatureType.Text : FeatureType.Number, "", "", "", null, null, false))];

    private static TensorSpec Describe(OnnxTensorInfo tensor) => new(
        tensor.Name,
        tensor.Element switch
        {
            OnnxElement.Double => "FP64",
            OnnxElement.Float => "FP32",
            OnnxElement.Int64 => "INT64",
            OnnxElement.String => "BYTES",
            _ => throw new ArgumentException($"'{tensor.Name}' has the type {tensor.Element}, which no signature knows."),
        },
        tensor.Shape);
}
