using System.Text.Json;
using Millrace.Kernel.Problems;
using Millrace.Mlflow.Requests;
using Millrace.Mlflow.Responses;
using Millrace.Mlflow.Routes;
using Millrace.Tracking.Runs;
using Millrace.Tracking.Wire;

namespace Millrace.Tracking.LoggedModels;

/// <summary><c>logged-models/{model_id}</c>: get, finalize and delete it, its tags and its parameters.</summary>
internal sealed class ChangeModel(LoggedModelStore models, LoggedModelReader reader)
{
    private const string Model = "/mlflow/logged-models/{model_id}";

    internal sealed record FinalizeRequest(JsonElement? Status);

    internal sealed record ParamsRequest(IReadOnlyList<TagEntry>? Params);

    internal sealed record TagsRequest(IReadOnlyList<TagEntry>? Tags);

    public void Map(MlflowRoutes routes)
    {
        var json = TrackingJson.Default;
        routes.Get(Model, json.Nothing, json.LoggedModelResponse, call => FindAsync(call.Route("model_id"), call.Aborted));
        routes.Patch(Model, json.FinalizeRequest, json.LoggedModelResponse, FinalizeAsync);
        routes.Delete(Model, json.Nothing, json.Nothing, call => NothingAsync(models.DeleteAsync(call.Route("model_id"), call.Aborted)));
        routes.Post(Model + "/params", json.ParamsRequest, json.Nothing, LogParamsAsync);
        routes.Patch(Model + "/tags", json.TagsRequest, json.Nothing, SetTagsAsync);
        routes.Delete(Model + "/tags/{**tag_key}", json.Nothing, json.Nothing, call => NothingAsync(
            models.DeleteTagAsync(call.Route("model_id"), call.Route("tag_key").Replace("%2F", "/", StringComparison.OrdinalIgnoreCase), call.Aborted)));
    }

    private async Task<Outcome<LoggedModelResponse>> FindAsync(string model, CancellationToken ct) =>
        (await reader.FindAsync(model, ct).ConfigureAwait(false)).Map(found => new LoggedModelResponse(found));

    private async Task<Outcome<LoggedModelResponse>> FinalizeAsync(MlflowCall<FinalizeRequest> call)
    {
        if (call.Body.Status is not { } wire)
        {
            return TrackingProblems.ParameterMissing("status");
        }

        if (LoggedModelStatus.Read(wire.ToString()) is not { } status)
        {
            return LoggedModelProblems.StatusUnknown(wire.ToString());
        }

        var changed = await models.FinalizeAsync(call.Route("model_id"), status, call.Aborted).ConfigureAwait(false);
        return changed.IsOk ? await FindAsync(call.Route("model_id"), call.Aborted).ConfigureAwait(false) : changed.As<LoggedModelResponse>();
    }

    private async Task<Outcome<Empty>> LogParamsAsync(MlflowCall<ParamsRequest> call)
    {
        var added = call.Body.Params ?? [];
        return LoggedModelLimits.Check("params", added, LoggedModelLimits.MaxParamLength).ToList() is { Count: > 0 } problems
            ? Outcome<Empty>.Failed(problems)
            : await NothingAsync(models.LogParamsAsync(call.Route("model_id"), added.Pairs(), call.Aborted)).ConfigureAwait(false);
    }

    private async Task<Outcome<Empty>> SetTagsAsync(MlflowCall<TagsRequest> call)
    {
        var tags = call.Body.Tags ?? [];
        return LoggedModelLimits.Check("tags", tags, LoggedModelLimits.MaxTagLength).ToList() is { Count: > 0 } problems
            ? Outcome<Empty>.Failed(problems)
            : await NothingAsync(models.SetTagsAsync(call.Route("model_id"), tags.Pairs(), call.Aborted)).ConfigureAwait(false);
    }

    private static async Task<Outcome<Empty>> NothingAsync(Task<Outcome<Done>> changing) => (await changing.ConfigureAwait(false)).Map(_ => Empty.Value);
}
