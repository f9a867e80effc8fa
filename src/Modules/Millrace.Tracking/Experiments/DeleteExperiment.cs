using Millrace.Kernel.Problems;
using Millrace.Mlflow.Requests;
using Millrace.Mlflow.Responses;
using Millrace.Mlflow.Routes;
using Millrace.Tracking.Wire;

namespace Millrace.Tracking.Experiments;

/// <summary><c>experiments/delete</c> and <c>experiments/restore</c>, with all runs.</summary>
internal sealed class DeleteExperiment(ExperimentStore store)
{
    public void Map(MlflowRoutes routes)
    {
        routes.Post("/mlflow/experiments/delete", TrackingJson.Default.ById, TrackingJson.Default.Nothing, call =>
            MoveAsync(call, Lifecycle.Active, Lifecycle.Deleted));
        routes.Post("/mlflow/experiments/restore", TrackingJson.Default.ById, TrackingJson.Default.Nothing, call =>
            MoveAsync(call, Lifecycle.Deleted, Lifecycle.Active));
    }

    private async Task<Outcome<Empty>> MoveAsync(MlflowCall<FindExperiment.ById> call, string from, string to) =>
        (await store.MoveAsync(call.Body.ExperimentId!, from, to, call.Aborted).ConfigureAwait(false)).Map(_ => Empty.Value);
}
