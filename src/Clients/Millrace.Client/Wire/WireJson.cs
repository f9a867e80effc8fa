using System.Text.Json.Serialization;

namespace Millrace.Client.Wire;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.AllowNamedFloatingPointLiterals,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LogBatch))]
[JsonSerializable(typeof(CreateExperiment))]
[JsonSerializable(typeof(ExperimentCreated))]
[JsonSerializable(typeof(ExperimentFound))]
[JsonSerializable(typeof(CreateRun))]
[JsonSerializable(typeof(UpdateRun))]
[JsonSerializable(typeof(RunFound))]
[JsonSerializable(typeof(SearchRuns))]
[JsonSerializable(typeof(RunsFound))]
[JsonSerializable(typeof(History))]
[JsonSerializable(typeof(CreateModel))]
[JsonSerializable(typeof(CreateVersion))]
[JsonSerializable(typeof(SetAlias))]
[JsonSerializable(typeof(Transition))]
[JsonSerializable(typeof(VersionFound))]
[JsonSerializable(typeof(Nothing))]
[JsonSerializable(typeof(ErrorBody))]
internal sealed partial class WireJson : JsonSerializerContext;
