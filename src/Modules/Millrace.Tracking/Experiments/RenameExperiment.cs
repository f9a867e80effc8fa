using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Millrace.Kernel.Problems;
using Millrace.Mlflow.Requests;
using Millrace.Mlflow.Responses;
using Millrace.Mlflow.Routes;
using Millrace.Tracking.Wire;

namespace Millrace.Tracking.Experiments;

/// <summary><c>experiments/update</c></summary>
internal sealed class RenameExperiment(ExperimentStore store)
{
    internal sealed record Request(
        [property: Required, JsonConverter(typeof(IdText))] string? ExperimentId, [property: Required] string? NewName);

    public void Map(MlflowRoutes routes) =>
        routes.Post("/mlflow/experiments/update", TrackingJson.Default.RenameExperimentRequest, TrackingJson.Default.Nothing, HandleAsync);

    private async Task<Outcome<Empty>> HandleAsync(MlflowCall<Request> call) => RunLimits.IsExperimentName(call.Body.NewName!)
        ? (await store.RenameAsync(call.Body.ExperimentId!, call.Body.NewName!, call.Aborted).ConfigureAwait(false)).Map(_ => Empty.Value)
        : TrackingProblems.ExperimentNameInvalid(call.Body.NewName!);
}
