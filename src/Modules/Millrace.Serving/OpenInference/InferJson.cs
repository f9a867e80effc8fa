using System.Text.Json.Serialization;

namespace Millrace.Serving.OpenInference;

/// <summary>Source-generated, so that a refusal needs no reflection.</summary>
[JsonSerializable(typeof(InferError))]
internal sealed partial class InferJson : JsonSerializerContext;
