using Millrace.Kernel.Problems;
using Millrace.Registry.Models;
using Millrace.Registry.Sources;
using Millrace.Registry.Wire;
using Millrace.Tracking.Contracts;

namespace Millrace.Registry.Versions;

/// <summary>Registers a version as MLflow's clients ask for it: files that are already somewhere, named by a URI. It is ready at once.</summary>
internal sealed class CreateVersion(RegistryWriter writer, RegistryReader reader, ILoggedModels models)
{
    public async Task<Outcome<int>> HandleAsync(Caller caller, CreateVersionRequest request, CancellationToken ct)
    {
        var tags = TagMessage.ToDictionary(request.Tags);
        var problems = TagRules.Check(tags);
        var logged = string.IsNullOrEmpty(request.ModelId) ? null : (Outcome<LoggedModelOrigin>?)await models.OriginAsync(request.ModelId, ct);
        var origin = logged is { IsOk: true } found ? found.Value : null;

        // Only a prompt of a prompt has no files: the tag on the version alone must not let any source in.
        var isPrompt = tags.ContainsKey(PromptTags.IsPrompt) && await IsPromptAsync(request.Name, ct);
        var refused = isPrompt
            ? SourceRules.CheckPrompt(request.Source)
            : SourceRules.Check(request.Source, logged is null ? "run_id" : "model_id", origin?.ArtifactUri);
        problems.AddRange(refused is null ? [] : [refused]);
        problems.AddRange(logged?.Problems ?? []);
        if (problems.Count > 0)
        {
            return Outcome<int>.Failed(problems);
        }

        var files = await LocateAsync(request.Source, ct);
        if (!files.IsOk)
        {
            return RegistryProblems.SourceNotFound(request.Source, files.Problem);
        }

        var version = await writer.RunAsync(caller, write => Write(write, request, files.Value, origin?.SourceRun, tags), ct);
        return version.IsOk && origin is not null && !isPrompt
            ? (await models.AddVersionAsync(request.ModelId!, request.Name, version.Value, ct)).Map(_ => version.Value)
            : version;
    }

    // MLflow's answer has an empty text where a request had none.
    private static Outcome<int> Write(
        RegistryWrite write, CreateVersionRequest request, LoggedModelOrigin files, string? modelsRun, IReadOnlyDictionary<string, string> tags) =>
        write.Model(request.Name).Map(model => AddVersion.Insert(write, model.Model, model.Name, new VersionToAdd(request.Source, files.ArtifactUri)
        {
            RunId = string.IsNullOrEmpty(request.RunId) ? files.SourceRun ?? modelsRun ?? "" : request.RunId,
            RunLink = request.RunLink ?? "",
            ModelId = string.IsNullOrEmpty(request.ModelId) ? null : request.ModelId,
            Description = request.Description ?? "",
            Tags = tags,
        }));

    private async Task<bool> IsPromptAsync(string name, CancellationToken ct)
    {
        var model = await reader.ModelDetailAsync(name, ct);
        return model.IsOk && model.Value.Tags.Any(tag => tag.Key == PromptTags.IsPrompt);
    }

    // A version of a version has its files: a copy must not lose them when the first is deleted.
    private async Task<Outcome<LoggedModelOrigin>> LocateAsync(string source, CancellationToken ct)
    {
        if (!ModelUri.IsOne(source))
        {
            return new LoggedModelOrigin(source, null);
        }

        var uri = ModelUri.Parse(source);
        return uri is { IsOk: true, Value.ModelId: { } id }
            ? await models.OriginAsync(id, ct)
            : (await new ResolveModel(reader).UriAsync(source, ct)).Map(version => new LoggedModelOrigin(version.Row.StorageLocation, null));
    }
}
