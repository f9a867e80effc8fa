using Millrace.Kernel.Problems;
using Millrace.Kernel.Tables;
using Millrace.Mlflow.Requests;
using Millrace.Mlflow.Responses;
using Millrace.Mlflow.Routes;
using Millrace.Tracking.Runs;
using Millrace.Tracking.Storage;
using Millrace.Tracking.Wire;

namespace Millrace.Tracking.Inputs;

/// <summary><c>runs/log-inputs</c> and <c>runs/outputs</c></summary>
internal sealed class LogInputs(ITables tables, RunStore runs, InputStore inputs)
{
    internal sealed record Request(string? RunId, IReadOnlyList<DatasetInput>? Datasets, IReadOnlyList<ModelLink>? Models);

    public void Map(MlflowRoutes routes)
    {
        routes.Post("/mlflow/runs/log-inputs", TrackingJson.Default.LogInputsRequest, TrackingJson.Default.Nothing, LogInputsAsync);
        routes.Post("/mlflow/runs/outputs", TrackingJson.Default.LogInputsRequest, TrackingJson.Default.Nothing, LogOutputsAsync);
    }

    private async Task<Outcome<Empty>> LogInputsAsync(MlflowCall<Request> call)
    {
        var (datasets, models) = (call.Body.Datasets ?? [], call.Body.Models ?? []);
        List<Problem> problems = [.. Run(call.Body), .. InputLimits.Check(datasets), .. InputLimits.Check(models)];
        return problems.Count > 0 ? Outcome<Empty>.Failed(problems) : (await tables.TryWriteAsync(
            transaction =>
            {
                var run = runs.MustBeActive(transaction, call.Body.RunId!);
                inputs.AddFirsts(transaction, run, runs.MustExist(transaction, call.Body.RunId!).Experiment, datasets);
                InputStore.AddModels(transaction, run, models, areOutputs: false);
            },
            call.Aborted).ConfigureAwait(false)).Map(_ => Empty.Value);
    }

    private async Task<Outcome<Empty>> LogOutputsAsync(MlflowCall<Request> call)
    {
        var models = call.Body.Models ?? [];
        List<Problem> problems = [.. Run(call.Body), .. InputLimits.Check(models)];
        if (models.Count == 0)
        {
            problems.Add(TrackingProblems.ParameterMissing("models"));
        }

        return problems.Count > 0 ? Outcome<Empty>.Failed(problems) : (await tables.TryWriteAsync(
            transaction => InputStore.AddModels(transaction, runs.MustBeActive(transaction, call.Body.RunId!), models, areOutputs: true),
            call.Aborted).ConfigureAwait(false)).Map(_ => Empty.Value);
    }

    private static IEnumerable<Problem> Run(Request request) =>
        string.IsNullOrEmpty(request.RunId) ? [TrackingProblems.ParameterMissing("run_id")] : [];
}
