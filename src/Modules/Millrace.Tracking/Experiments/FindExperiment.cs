using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Millrace.Kernel.Problems;
using Millrace.Mlflow.Requests;
using Millrace.Mlflow.Routes;
using Millrace.Tracking.Wire;

namespace Millrace.Tracking.Experiments;

/// <summary><c>experiments/get</c> and <c>experiments/get-by-name</c>, deleted ones too.</summary>
internal sealed class FindExperiment(ExperimentStore store, ExperimentReader reader)
{
    internal sealed record ById([property: Required, JsonConverter(typeof(IdText))] string? ExperimentId);

    internal sealed record ByName([property: Required] string? ExperimentName);

    internal sealed record Response(ExperimentRecord Experiment);

    public void Map(MlflowRoutes routes)
    {
        routes.Get("/mlflow/experiments/get", TrackingJson.Default.ById, TrackingJson.Default.FindExperimentResponse, ByIdAsync);
        routes.Get("/mlflow/experiments/get-by-name", TrackingJson.Default.ByName, TrackingJson.Default.FindExperimentResponse, ByNameAsync);
    }

    private async Task<Outcome<Response>> ByIdAsync(MlflowCall<ById> call)
    {
        await store.EnsureDefaultAsync(call.Aborted).ConfigureAwait(false);
        return await reader.FindAsync(call.Body.ExperimentId!, call.Aborted).ConfigureAwait(false) is { } found
            ? new Response(found)
            : TrackingProblems.ExperimentNotFound(call.Body.ExperimentId!);
    }

    private async Task<Outcome<Response>> ByNameAsync(MlflowCall<ByName> call)
    {
        await store.EnsureDefaultAsync(call.Aborted).ConfigureAwait(false);
        return await reader.FindByNameAsync(call.Body.ExperimentName!, call.Aborted).ConfigureAwait(false) is { } found
            ? new Response(found)
            : TrackingProblems.ExperimentNameNotFound(call.Body.ExperimentName!);
    }
}
