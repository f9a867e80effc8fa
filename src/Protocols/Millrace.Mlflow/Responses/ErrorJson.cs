using System.Text.Json.Serialization;
using Millrace.Mlflow.Errors;

namespace Millrace.Mlflow.Responses;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(MlflowError))]
internal sealed partial class ErrorJson : JsonSerializerContext;
