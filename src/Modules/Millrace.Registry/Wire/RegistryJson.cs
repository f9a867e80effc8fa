using System.Text.Json.Serialization;

namespace Millrace.Registry.Wire;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(RegisteredModelAnswer))]
[JsonSerializable(typeof(RegisteredModelsAnswer))]
[JsonSerializable(typeof(CreateModelRequest))]
[JsonSerializable(typeof(RenameModelRequest))]
[JsonSerializable(typeof(UpdateModelRequest))]
[JsonSerializable(typeof(ModelNameRequest))]
[JsonSerializable(typeof(SearchRequest))]
[JsonSerializable(typeof(LatestVersionsRequest))]
[JsonSerializable(typeof(SetModelTagRequest))]
[JsonSerializable(typeof(DeleteModelTagRequest))]
[JsonSerializable(typeof(SetAliasRequest))]
[JsonSerializable(typeof(AliasRequest))]
[JsonSerializable(typeof(ModelVersionAnswer))]
[JsonSerializable(typeof(ModelVersionsAnswer))]
[JsonSerializable(typeof(DownloadUriAnswer))]
[JsonSerializable(typeof(CreateVersionRequest))]
[JsonSerializable(typeof(UpdateVersionRequest))]
[JsonSerializable(typeof(TransitionRequest))]
[JsonSerializable(typeof(VersionRequest))]
[JsonSerializable(typeof(SetVersionTagRequest))]
[JsonSerializable(typeof(DeleteVersionTagRequest))]
internal sealed partial class RegistryJson : JsonSerializerContext;
