using System.ComponentModel.DataAnnotations;
using Millrace.Kernel.Problems;
using Millrace.Mlflow.Requests;
using Millrace.Mlflow.Responses;
using Millrace.Mlflow.Routes;
using Millrace.Tracking.Wire;

namespace Millrace.Tracking.Runs;

/// <summary><c>runs/log-parameter</c></summary>
internal sealed class LogParameter(RunStore runs)
{
    internal sealed record Request(string? RunId, string? RunUuid, [property: Required] string? Key, string? Value) : IRunRequest;

    public void Map(MlflowRoutes routes) =>
        routes.Post("/mlflow/runs/log-parameter", TrackingJson.Default.LogParameterRequest, TrackingJson.Default.Nothing, HandleAsync);

    private async Task<Outcome<Empty>> HandleAsync(MlflowCall<Request> call)
    {
        var value = RunLimits.Shortened(call.Body.Value ?? "", RunLimits.MaxParamLength);
        var entries = new LogEntries { IsSingle = true, Params = [KeyValuePair.Create(call.Body.Key!, value)] };
        var run = call.Body.MustNameRun();
        return RunLimits.Check(entries) is { Count: > 0 } problems
            ? Outcome<Empty>.Failed(problems)
            : (await runs.LogAsync(run, entries, call.Aborted).ConfigureAwait(false)).Map(_ => Empty.Value);
    }
}
