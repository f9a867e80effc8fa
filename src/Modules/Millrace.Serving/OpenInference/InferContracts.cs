using System.Text.Json;
using System.Text.Json.Serialization;

namespace Millrace.Serving.OpenInference;

/// <summary>Open Inference Protocol v2: an inference request in JSON.</summary>
/// <param name="Id">Given back as it came.</param>
/// <param name="Inputs">Input tensors.</param>
/// <param name="Outputs">Which outputs to give; null for all.</param>
internal sealed record InferRequest(
    [property: JsonPropertyName("id")] string? Id,
    [property: JsonPropertyName("inputs")] IReadOnlyList<InferTensor>? Inputs,
    [property: JsonPropertyName("outputs")] IReadOnlyList<InferOutput>? Outputs);

internal sealed record InferOutput([property: JsonPropertyName("name")] string? Name);

/// <summary>A tensor as it travels: data may be flat or nested.</summary>
internal sealed record InferTensor(
    [property: JsonPropertyName("name")] string? Name,
    [property: JsonPropertyName("shape")] IReadOnlyList<long>? Shape,
    [property: JsonPropertyName("datatype")] string? DataType,
    [property: JsonPropertyName("data")] JsonElement Data);

internal sealed record InferResponse(
    [property: JsonPropertyName("model_name")] string ModelName,
    [property: JsonPropertyName("model_version")] string ModelVersion,
    [property: JsonPropertyName("id"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Id,
    [property: JsonPropertyName("outputs")] IReadOnlyList<InferResult> Outputs);

internal sealed record InferResult(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("datatype")] string DataType,
    [property: JsonPropertyName("shape")] IReadOnlyList<long> Shape,
    [property: JsonPropertyName("data")] IReadOnlyList<float> Data);

internal sealed record ModelMetadata(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("versions")] IReadOnlyList<string> Versions,
    [property: JsonPropertyName("platform")] string Platform,
    [property: JsonPropertyName("inputs")] IReadOnlyList<TensorMetadata> Inputs,
    [property: JsonPropertyName("outputs")] IReadOnlyList<TensorMetadata> Outputs);

internal sealed record TensorMetadata(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("datatype")] string DataType,
    [property: JsonPropertyName("shape")] IReadOnlyList<long> Shape);

internal sealed record ServerMetadata(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("version")] string Version,
    [property: JsonPropertyName("extensions")] IReadOnlyList<string> Extensions);

internal sealed record InferError([property: JsonPropertyName("error")] string Error);
