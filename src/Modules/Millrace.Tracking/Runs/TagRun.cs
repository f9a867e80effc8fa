using System.ComponentModel.DataAnnotations;
using Millrace.Kernel.Problems;
using Millrace.Mlflow.Requests;
using Millrace.Mlflow.Responses;
using Millrace.Mlflow.Routes;
using Millrace.Tracking.Wire;

namespace Millrace.Tracking.Runs;

/// <summary><c>runs/set-tag</c> and <c>runs/delete-tag</c></summary>
internal sealed class TagRun(RunStore runs)
{
    internal sealed record SetRequest(string? RunId, string? RunUuid, [property: Required] string? Key, string? Value) : IRunRequest;

    internal sealed record DeleteRequest(string? RunId, string? RunUuid, [property: Required] string? Key) : IRunRequest;

    public void Map(MlflowRoutes routes)
    {
        routes.Post("/mlflow/runs/set-tag", TrackingJson.Default.TagRunSetRequest, TrackingJson.Default.Nothing, SetAsync);
        routes.Post("/mlflow/runs/delete-tag", TrackingJson.Default.TagRunDeleteRequest, TrackingJson.Default.Nothing, DeleteAsync);
    }

    private async Task<Outcome<Empty>> SetAsync(MlflowCall<SetRequest> call)
    {
        var value = RunLimits.Shortened(call.Body.Value ?? "", RunLimits.MaxTagLength);
        var entries = new LogEntries { IsSingle = true, Tags = [KeyValuePair.Create(call.Body.Key!, value)] };
        var run = call.Body.MustNameRun();
        return RunLimits.Check(entries) is { Count: > 0 } problems
            ? Outcome<Empty>.Failed(problems)
            : (await runs.LogAsync(run, entries, call.Aborted).ConfigureAwait(false)).Map(_ => Empty.Value);
    }

    private async Task<Outcome<Empty>> DeleteAsync(MlflowCall<DeleteRequest> call)
    {
        var run = call.Body.MustNameRun();
        var deleted = await runs.ChangeAsync(
            run, (transaction, number) => RunStore.DeleteTag(transaction, run, number, call.Body.Key!), call.Aborted).ConfigureAwait(false);
        return deleted.Map(_ => Empty.Value);
    }
}
