using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Millrace.Kernel.Problems;
using Millrace.Mlflow.Requests;
using Millrace.Mlflow.Responses;
using Millrace.Mlflow.Routes;
using Millrace.Tracking.Wire;

namespace Millrace.Tracking.Experiments;

/// <summary><c>experiments/set-experiment-tag</c> and <c>experiments/delete-experiment-tag</c></summary>
internal sealed class TagExperiment(ExperimentStore store)
{
    internal sealed record SetRequest(
        [property: Required, JsonConverter(typeof(IdText))] string? ExperimentId, [property: Required] string? Key, string? Value);

    internal sealed record DeleteRequest([property: Required, JsonConverter(typeof(IdText))] string? ExperimentId, [property: Required] string? Key);

    public void Map(MlflowRoutes routes)
    {
        routes.Post("/mlflow/experiments/set-experiment-tag", TrackingJson.Default.TagExperimentSetRequest, TrackingJson.Default.Nothing, SetAsync);
        routes.Post(
            "/mlflow/experiments/delete-experiment-tag", TrackingJson.Default.TagExperimentDeleteRequest, TrackingJson.Default.Nothing, DeleteAsync);
    }

    private async Task<Outcome<Empty>> SetAsync(MlflowCall<SetRequest> call)
    {
        var (experiment, key, value) = (call.Body.ExperimentId!, call.Body.Key!, call.Body.Value ?? "");
        List<Problem> problems = [];
        RunLimits.Check(problems, key, value, "", RunLimits.MaxExperimentTagLength);
        return problems.Count > 0
            ? Outcome<Empty>.Failed(problems)
            : (await store.SetTagAsync(experiment, key, value, call.Aborted).ConfigureAwait(false)).Map(_ => Empty.Value);
    }

    private async Task<Outcome<Empty>> DeleteAsync(MlflowCall<DeleteRequest> call) =>
        (await store.DeleteTagAsync(call.Body.ExperimentId!, call.Body.Key!, call.Aborted).ConfigureAwait(false)).Map(_ => Empty.Value);
}
