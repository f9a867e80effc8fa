using Millrace.Kernel.Problems;
using Millrace.Mlflow.Requests;
using Millrace.Mlflow.Responses;
using Millrace.Mlflow.Routes;
using Millrace.Registry.Sources;
using Millrace.Registry.Versions;
using Millrace.Registry.Wire;

namespace Millrace.Registry.Aliases;

/// <summary><c>/mlflow/registered-models/alias</c></summary>
internal sealed class AliasEndpoints(RegistryWriter writer, RegistryReader reader)
{
    private readonly MoveAlias move = new(writer);
    private readonly ResolveModel resolve = new(reader);

    public void Map(MlflowRoutes routes)
    {
        const string Path = "/mlflow/registered-models/alias";
        var json = RegistryJson.Default;
        routes.Post(Path, json.SetAliasRequest, EmptyJson.Default.Empty, SetAsync);
        routes.Delete(Path, json.AliasRequest, EmptyJson.Default.Empty, DeleteAsync);
        routes.Get(Path, json.AliasRequest, json.ModelVersionAnswer, GetAsync);
    }

    private async Task<Outcome<Empty>> SetAsync(MlflowCall<SetAliasRequest> call)
    {
        var version = VersionNumber.Parse(call.Body.Version);
        return version.IsOk
            ? (await move.SetAsync(Caller.Of(call.Http), call.Body.Name, call.Body.Alias, version.Value, call.Aborted)).Map(_ => Empty.Value)
            : version.As<Empty>();
    }

    private async Task<Outcome<Empty>> DeleteAsync(MlflowCall<AliasRequest> call) =>
        (await move.DeleteAsync(Caller.Of(call.Http), call.Body.Name, call.Body.Alias, call.Aborted)).Map(_ => Empty.Value);

    private async Task<Outcome<ModelVersionAnswer>> GetAsync(MlflowCall<AliasRequest> call) =>
        AliasRules.Check(call.Body.Alias) is { Count: > 0 } problems
            ? Outcome<ModelVersionAnswer>.Failed(problems)
            : (await resolve.AliasAsync(call.Body.Name, call.Body.Alias, call.Aborted)).Map(version => new ModelVersionAnswer(ModelVersionMessage.Of(version)));
}
