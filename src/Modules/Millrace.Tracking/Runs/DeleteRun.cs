using Millrace.Kernel.Problems;
using Millrace.Mlflow.Requests;
using Millrace.Mlflow.Responses;
using Millrace.Mlflow.Routes;
using Millrace.Tracking.Experiments;
using Millrace.Tracking.Wire;

namespace Millrace.Tracking.Runs;

/// <summary><c>runs/delete</c> and <c>runs/restore</c></summary>
internal sealed class DeleteRun(RunStore runs)
{
    public void Map(MlflowRoutes routes)
    {
        routes.Post("/mlflow/runs/delete", TrackingJson.Default.RunRequest, TrackingJson.Default.Nothing, call => MoveAsync(call, Lifecycle.Deleted));
        routes.Post("/mlflow/runs/restore", TrackingJson.Default.RunRequest, TrackingJson.Default.Nothing, call => MoveAsync(call, Lifecycle.Active));
    }

    private async Task<Outcome<Empty>> MoveAsync(MlflowCall<RunRequest> call, string stage) =>
        (await runs.MoveAsync(call.Body.MustNameRun(), stage, call.Aborted).ConfigureAwait(false)).Map(_ => Empty.Value);
}
