using System.Text.Json;
using System.Text.Json.Serialization;

namespace Millrace.Serving.Predict;

/// <summary>Source-generated, so that the hot path needs no reflection.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(PredictResponse))]
internal sealed partial class PredictJson : JsonSerializerContext;
