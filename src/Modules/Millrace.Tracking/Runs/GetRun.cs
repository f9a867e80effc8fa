using Millrace.Kernel.Problems;
using Millrace.Mlflow.Requests;
using Millrace.Mlflow.Routes;
using Millrace.Tracking.Wire;

namespace Millrace.Tracking.Runs;

/// <summary><c>runs/get</c>, deleted ones too.</summary>
internal sealed class GetRun(RunReader reader)
{
    public void Map(MlflowRoutes routes) =>
        routes.Get("/mlflow/runs/get", TrackingJson.Default.RunRequest, TrackingJson.Default.RunResponse, HandleAsync);

    private async Task<Outcome<RunResponse>> HandleAsync(MlflowCall<RunRequest> call) =>
        await reader.FindAsync(call.Body.MustNameRun(), call.Aborted).ConfigureAwait(false) is { } run
            ? new RunResponse(new RunAnswer(run))
            : TrackingProblems.RunNotFound(call.Body.MustNameRun());
}
