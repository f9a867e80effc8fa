using System.Text.Json.Serialization;
using Millrace.Kernel.Problems;
using Millrace.Mlflow.Requests;
using Millrace.Mlflow.Routes;
using Millrace.Tracking.Runs;
using Millrace.Tracking.Wire;

namespace Millrace.Tracking.LoggedModels;

/// <summary><c>logged-models</c> (POST): a model whose files come next.</summary>
internal sealed class CreateModel(LoggedModelStore models, LoggedModelReader reader)
{
    internal sealed record Request(
        [property: JsonConverter(typeof(IdText))] string? ExperimentId, string? Name, string? ModelType, string? SourceRunId,
        IReadOnlyList<TagEntry>? Params, IReadOnlyList<TagEntry>? Tags);

    public void Map(MlflowRoutes routes) =>
        routes.Post("/mlflow/logged-models", TrackingJson.Default.CreateModelRequest, TrackingJson.Default.LoggedModelResponse, HandleAsync);

    private async Task<Outcome<LoggedModelResponse>> HandleAsync(MlflowCall<Request> call)
    {
        var body = call.Body;
        List<Problem> problems =
        [
            .. string.IsNullOrEmpty(body.ExperimentId) ? [TrackingProblems.ParameterMissing("experiment_id")] : Array.Empty<Problem>(),
            .. LoggedModelLimits.CheckName(body.Name),
            .. LoggedModelLimits.CheckText("model_type", body.ModelType),
            .. LoggedModelLimits.CheckText("source_run_id", body.SourceRunId),
            .. LoggedModelLimits.Check("params", body.Params ?? [], LoggedModelLimits.MaxParamLength),
            .. LoggedModelLimits.Check("tags", body.Tags ?? [], LoggedModelLimits.MaxTagLength),
        ];
        if (problems.Count > 0)
        {
            return Outcome<LoggedModelResponse>.Failed(problems);
        }

        var added = await models.CreateAsync(
            new NewLoggedModel(body.ExperimentId!, body.Name, body.ModelType, body.SourceRunId, (body.Params ?? []).Pairs(), (body.Tags ?? []).Pairs()),
            call.Aborted).ConfigureAwait(false);
        return added.IsOk
            ? (await reader.FindAsync(added.Value, call.Aborted).ConfigureAwait(false)).Map(model => new LoggedModelResponse(model))
            : added.As<LoggedModelResponse>();
    }
}
