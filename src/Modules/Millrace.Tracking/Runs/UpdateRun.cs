using System.Text.Json.Serialization;
using Millrace.Kernel.Problems;
using Millrace.Mlflow.Requests;
using Millrace.Mlflow.Routes;
using Millrace.Tracking.Wire;

namespace Millrace.Tracking.Runs;

/// <summary><c>runs/update</c></summary>
internal sealed class UpdateRun(RunStore runs, RunReader reader)
{
    internal sealed record Request(
        string? RunId, string? RunUuid, [property: JsonConverter(typeof(IdText))] string? Status, long? EndTime, string? RunName) : IRunRequest;

    internal sealed record Response(RunInfoAnswer RunInfo);

    public void Map(MlflowRoutes routes) =>
        routes.Post("/mlflow/runs/update", TrackingJson.Default.UpdateRunRequest, TrackingJson.Default.UpdateRunResponse, HandleAsync);

    private async Task<Outcome<Response>> HandleAsync(MlflowCall<Request> call)
    {
        var (body, id) = (call.Body, call.Body.MustNameRun());
        string? status = null;
        if (body.Status is not null)
        {
            if (RunStatusWords.Parse(body.Status) is not { } known)
            {
                return TrackingProblems.ParameterInvalid("status", $"\"{body.Status}\"", "use RUNNING, SCHEDULED, FINISHED, FAILED or KILLED.");
            }

            status = known.Word();
        }

        if (body.RunName?.Length > RunLimits.MaxTagLength)
        {
            return TrackingProblems.TooLong("run_name", body.RunName.Length, RunLimits.MaxTagLength);
        }

        var changed = await runs.ChangeAsync(
            id, (transaction, number) => RunStore.Update(transaction, number, status, body.EndTime, body.RunName), call.Aborted).ConfigureAwait(false);
        return changed.IsOk
            ? new Response(new RunInfoAnswer((await reader.FindAsync(id, call.Aborted).ConfigureAwait(false))!))
            : changed.As<Response>();
    }
}
