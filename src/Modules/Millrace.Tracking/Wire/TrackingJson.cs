using System.Text.Json.Serialization;
using Millrace.Mlflow.Responses;
using Millrace.Tracking.Experiments;
using Millrace.Tracking.Inputs;
using Millrace.Tracking.LoggedModels;
using Millrace.Tracking.Metrics;
using Millrace.Tracking.Runs;

namespace Millrace.Tracking.Wire;

/// <summary>How requests are read and answers written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.AllowNamedFloatingPointLiterals,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CreateExperiment.Request), TypeInfoPropertyName = "CreateExperimentRequest")]
[JsonSerializable(typeof(CreateExperiment.Response), TypeInfoPropertyName = "CreateExperimentResponse")]
[JsonSerializable(typeof(FindExperiment.ById))]
[JsonSerializable(typeof(FindExperiment.ByName))]
[JsonSerializable(typeof(FindExperiment.Response), TypeInfoPropertyName = "FindExperimentResponse")]
[JsonSerializable(typeof(RenameExperiment.Request), TypeInfoPropertyName = "RenameExperimentRequest")]
[JsonSerializable(typeof(TagExperiment.SetRequest), TypeInfoPropertyName = "TagExperimentSetRequest")]
[JsonSerializable(typeof(TagExperiment.DeleteRequest), TypeInfoPropertyName = "TagExperimentDeleteRequest")]
[JsonSerializable(typeof(CreateRun.Request), TypeInfoPropertyName = "CreateRunRequest")]
[JsonSerializable(typeof(RunRequest))]
[JsonSerializable(typeof(RunResponse))]
[JsonSerializable(typeof(UpdateRun.Request), TypeInfoPropertyName = "UpdateRunRequest")]
[JsonSerializable(typeof(UpdateRun.Response), TypeInfoPropertyName = "UpdateRunResponse")]
[JsonSerializable(typeof(LogMetric.Request), TypeInfoPropertyName = "LogMetricRequest")]
[JsonSerializable(typeof(LogParameter.Request), TypeInfoPropertyName = "LogParameterRequest")]
[JsonSerializable(typeof(LogBatch.Request), TypeInfoPropertyName = "LogBatchRequest")]
[JsonSerializable(typeof(TagRun.SetRequest), TypeInfoPropertyName = "TagRunSetRequest")]
[JsonSerializable(typeof(TagRun.DeleteRequest), TypeInfoPropertyName = "TagRunDeleteRequest")]
[JsonSerializable(typeof(GetHistory.Request), TypeInfoPropertyName = "GetHistoryRequest")]
[JsonSerializable(typeof(GetHistoryBulk.Request), TypeInfoPropertyName = "GetHistoryBulkRequest")]
[JsonSerializable(typeof(GetHistoryInterval.Request), TypeInfoPropertyName = "GetHistoryIntervalRequest")]
[JsonSerializable(typeof(HistoryAnswer))]
[JsonSerializable(typeof(RunInputs))]
[JsonSerializable(typeof(RunOutputs))]
[JsonSerializable(typeof(List<InputTag>), TypeInfoPropertyName = "ListInputTag")]
[JsonSerializable(typeof(LogInputs.Request), TypeInfoPropertyName = "LogInputsRequest")]
[JsonSerializable(typeof(LogModel.Request), TypeInfoPropertyName = "LogModelRequest")]
[JsonSerializable(typeof(SearchDatasets.Request), TypeInfoPropertyName = "SearchDatasetsRequest")]
[JsonSerializable(typeof(SearchDatasets.Response), TypeInfoPropertyName = "SearchDatasetsResponse")]
[JsonSerializable(typeof(LoggedModelResponse))]
[JsonSerializable(typeof(ListModelArtifacts))]
[JsonSerializable(typeof(CreateModel.Request), TypeInfoPropertyName = "CreateModelRequest")]
[JsonSerializable(typeof(ChangeModel.FinalizeRequest))]
[JsonSerializable(typeof(ChangeModel.ParamsRequest))]
[JsonSerializable(typeof(ChangeModel.TagsRequest))]
[JsonSerializable(typeof(SearchModels.Request), TypeInfoPropertyName = "SearchModelsRequest")]
[JsonSerializable(typeof(SearchModels.Response), TypeInfoPropertyName = "SearchModelsResponse")]
[JsonSerializable(typeof(SearchModels.Token))]
[JsonSerializable(typeof(SearchExperiments.Request), TypeInfoPropertyName = "SearchExperimentsRequest")]
[JsonSerializable(typeof(SearchExperiments.Response), TypeInfoPropertyName = "SearchExperimentsResponse")]
[JsonSerializable(typeof(SearchRuns.Request), TypeInfoPropertyName = "SearchRunsRequest")]
[JsonSerializable(typeof(SearchRuns.Response), TypeInfoPropertyName = "SearchRunsResponse")]
[JsonSerializable(typeof(Empty), TypeInfoPropertyName = "Nothing")]
internal sealed partial class TrackingJson : JsonSerializerContext;
