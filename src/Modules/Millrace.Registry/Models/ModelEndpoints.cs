using Millrace.Kernel.Problems;
using Millrace.Mlflow.Requests;
using Millrace.Mlflow.Responses;
using Millrace.Mlflow.Routes;
using Millrace.Registry.Promotion;
using Millrace.Registry.Wire;

namespace Millrace.Registry.Models;

/// <summary><c>/mlflow/registered-models/…</c></summary>
internal sealed class ModelEndpoints(RegistryWriter writer, RegistryReader reader)
{
    private readonly CreateModel create = new(writer);
    private readonly ChangeModel change = new(writer);

    public void Map(MlflowRoutes routes)
    {
        const string Root = "/mlflow/registered-models";
        var json = RegistryJson.Default;
        routes.Post($"{Root}/create", json.CreateModelRequest, json.RegisteredModelAnswer, CreateAsync);
        routes.Post($"{Root}/rename", json.RenameModelRequest, json.RegisteredModelAnswer, RenameAsync);
        routes.Patch($"{Root}/update", json.UpdateModelRequest, json.RegisteredModelAnswer, UpdateAsync);
        routes.Delete($"{Root}/delete", json.ModelNameRequest, EmptyJson.Default.Empty, DeleteAsync);
        routes.Get($"{Root}/get", json.ModelNameRequest, json.RegisteredModelAnswer, call => AnswerAsync(Done.Value, call.Body.Name, call.Aborted));
        routes.Get($"{Root}/get-latest-versions", json.LatestVersionsRequest, json.ModelVersionsAnswer, LatestAsync);
        routes.Post($"{Root}/get-latest-versions", json.LatestVersionsRequest, json.ModelVersionsAnswer, LatestAsync);
        routes.Post($"{Root}/set-tag", json.SetModelTagRequest, EmptyJson.Default.Empty, SetTagAsync);
        routes.Delete($"{Root}/delete-tag", json.DeleteModelTagRequest, EmptyJson.Default.Empty, DeleteTagAsync);
    }

    private async Task<Outcome<RegisteredModelAnswer>> CreateAsync(MlflowCall<CreateModelRequest> call)
    {
        var (body, tags) = (call.Body, TagMessage.ToDictionary(call.Body.Tags));
        return await AnswerAsync(await create.HandleAsync(Caller.Of(call.Http), body.Name, body.Description, tags, call.Aborted), body.Name, call.Aborted);
    }

    private async Task<Outcome<RegisteredModelAnswer>> RenameAsync(MlflowCall<RenameModelRequest> call) => await AnswerAsync(
        await change.RenameAsync(Caller.Of(call.Http), call.Body.Name, call.Body.NewName, call.Aborted), call.Body.NewName, call.Aborted);

    private async Task<Outcome<RegisteredModelAnswer>> UpdateAsync(MlflowCall<UpdateModelRequest> call) => await AnswerAsync(
        await change.DescribeAsync(Caller.Of(call.Http), call.Body.Name, call.Body.Description, call.Aborted), call.Body.Name, call.Aborted);

    private async Task<Outcome<Empty>> DeleteAsync(MlflowCall<ModelNameRequest> call) =>
        (await change.DeleteAsync(Caller.Of(call.Http), call.Body.Name, call.Aborted)).Map(_ => Empty.Value);

    private async Task<Outcome<ModelVersionsAnswer>> LatestAsync(MlflowCall<LatestVersionsRequest> call)
    {
        var stages = new List<string>();
        foreach (var text in call.Body.Stages ?? [])
        {
            var stage = StageName.Parse(text);
            if (!stage.IsOk)
            {
                return stage.As<ModelVersionsAnswer>();
            }

            stages.Add(stage.Value.ToString());
        }

        return (await reader.ModelDetailAsync(call.Body.Name, call.Aborted)).Map(model =>
        {
            var versions = model.Latest.Where(version => stages.Count == 0 || stages.Contains(version.Row.Stage)).Select(ModelVersionMessage.Of).ToList();
            return new ModelVersionsAnswer(versions.Count == 0 ? null : versions);
        });
    }

    private async Task<Outcome<Empty>> SetTagAsync(MlflowCall<SetModelTagRequest> call) =>
        (await change.SetTagAsync(Caller.Of(call.Http), call.Body.Name, call.Body.Key, call.Body.Value ?? "", call.Aborted)).Map(_ => Empty.Value);

    private async Task<Outcome<Empty>> DeleteTagAsync(MlflowCall<DeleteModelTagRequest> call) =>
        (await change.DeleteTagAsync(Caller.Of(call.Http), call.Body.Name, call.Body.Key, call.Aborted)).Map(_ => Empty.Value);

    private async Task<Outcome<RegisteredModelAnswer>> AnswerAsync(Outcome<Done> done, string name, CancellationToken ct) => done.IsOk
        ? (await reader.ModelDetailAsync(name, ct)).Map(model => new RegisteredModelAnswer(RegisteredModelMessage.Of(model)))
        : done.As<RegisteredModelAnswer>();
}
