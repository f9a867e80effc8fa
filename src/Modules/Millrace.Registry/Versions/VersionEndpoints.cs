using Millrace.Kernel.Problems;
using Millrace.Mlflow.Requests;
using Millrace.Mlflow.Responses;
using Millrace.Mlflow.Routes;
using Millrace.Registry.Contracts;
using Millrace.Registry.Promotion;
using Millrace.Registry.Wire;
using Millrace.Tracking.Contracts;

namespace Millrace.Registry.Versions;

/// <summary><c>/mlflow/model-versions/…</c></summary>
internal sealed class VersionEndpoints(RegistryWriter writer, RegistryReader reader, ILoggedModels models)
{
    private readonly CreateVersion create = new(writer, reader, models);
    private readonly ChangeVersion change = new(writer);
    private readonly DeleteVersion delete = new(writer);
    private readonly MoveStage moveStage = new(writer);

    public void Map(MlflowRoutes routes)
    {
        const string Root = "/mlflow/model-versions";
        var json = RegistryJson.Default;
        routes.Post($"{Root}/create", json.CreateVersionRequest, json.ModelVersionAnswer, CreateAsync);
        routes.Patch($"{Root}/update", json.UpdateVersionRequest, json.ModelVersionAnswer, UpdateAsync);
        routes.Post($"{Root}/transition-stage", json.TransitionRequest, json.ModelVersionAnswer, TransitionAsync);
        routes.Delete($"{Root}/delete", json.VersionRequest, EmptyJson.Default.Empty, DeleteAsync);
        routes.Get($"{Root}/get", json.VersionRequest, json.ModelVersionAnswer, call => FoundAsync(call, version => new ModelVersionAnswer(ModelVersionMessage.Of(version))));
        routes.Get($"{Root}/get-download-uri", json.VersionRequest, json.DownloadUriAnswer, call => FoundAsync(call, version => new DownloadUriAnswer(version.Row.StorageLocation)));
        routes.Post($"{Root}/set-tag", json.SetVersionTagRequest, EmptyJson.Default.Empty, SetTagAsync);
        routes.Delete($"{Root}/delete-tag", json.DeleteVersionTagRequest, EmptyJson.Default.Empty, DeleteTagAsync);
    }

    private async Task<Outcome<ModelVersionAnswer>> CreateAsync(MlflowCall<CreateVersionRequest> call)
    {
        var version = await create.HandleAsync(Caller.Of(call.Http), call.Body, call.Aborted);
        return version.IsOk ? await AnswerAsync(Done.Value, call.Body.Name, version.Value, call.Aborted) : version.As<ModelVersionAnswer>();
    }

    private async Task<Outcome<ModelVersionAnswer>> UpdateAsync(MlflowCall<UpdateVersionRequest> call)
    {
        var body = call.Body;
        var version = VersionNumber.Parse(body.Version);
        return version.IsOk
            ? await AnswerAsync(await change.DescribeAsync(Caller.Of(call.Http), body.Name, version.Value, body.Description, call.Aborted), body.Name, version.Value, call.Aborted)
            : version.As<ModelVersionAnswer>();
    }

    private async Task<Outcome<ModelVersionAnswer>> TransitionAsync(MlflowCall<TransitionRequest> call)
    {
        var (version, stage) = (VersionNumber.Parse(call.Body.Version), StageName.Parse(call.Body.Stage));
        if (!version.IsOk || !stage.IsOk)
        {
            return Outcome<ModelVersionAnswer>.Failed([.. version.Problems, .. stage.Problems]);
        }

        var archives = call.Body.ArchiveExistingVersions ?? false;
        if (archives && stage.Value is not (Stage.Staging or Stage.Production))
        {
            return RegistryProblems.NothingToArchive(stage.Value);
        }

        var caller = Caller.Of(call.Http);
        var move = new StageMove(call.Body.Name, version.Value, stage.Value, caller.Actor, "Moved through MLflow's API.", [], caller.CorrelationId)
        {
            ArchivesOthers = archives,
        };
        return await AnswerAsync(await moveStage.HandleAsync(move, call.Aborted), call.Body.Name, version.Value, call.Aborted);
    }

    private async Task<Outcome<Empty>> DeleteAsync(MlflowCall<VersionRequest> call)
    {
        var version = VersionNumber.Parse(call.Body.Version);
        return version.IsOk
            ? (await delete.HandleAsync(Caller.Of(call.Http), call.Body.Name, version.Value, call.Aborted)).Map(_ => Empty.Value)
            : version.As<Empty>();
    }

    private async Task<Outcome<Empty>> SetTagAsync(MlflowCall<SetVersionTagRequest> call)
    {
        var version = VersionNumber.Parse(call.Body.Version);
        return version.IsOk
            ? (await change.SetTagAsync(Caller.Of(call.Http), call.Body.Name, version.Value, call.Body.Key, call.Body.Value ?? "", call.Aborted)).Map(_ => Empty.Value)
            : version.As<Empty>();
    }

    private async Task<Outcome<Empty>> DeleteTagAsync(MlflowCall<DeleteVersionTagRequest> call)
    {
        var version = VersionNumber.Parse(call.Body.Version);
        return version.IsOk
            ? (await change.DeleteTagAsync(Caller.Of(call.Http), call.Body.Name, version.Value, call.Body.Key, call.Aborted)).Map(_ => Empty.Value)
            : version.As<Empty>();
    }

    private async Task<Outcome<T>> FoundAsync<T>(MlflowCall<VersionRequest> call, Func<VersionDetail, T> answer)
    {
        var version = VersionNumber.Parse(call.Body.Version);
        return version.IsOk ? (await reader.VersionAsync(call.Body.Name, version.Value, call.Aborted)).Map(answer) : version.As<T>();
    }

    private async Task<Outcome<ModelVersionAnswer>> AnswerAsync(Outcome<Done> done, string name, int version, CancellationToken ct) => done.IsOk
        ? (await reader.VersionAsync(name, version, ct)).Map(found => new ModelVersionAnswer(ModelVersionMessage.Of(found)))
        : done.As<ModelVersionAnswer>();
}
