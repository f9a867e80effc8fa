using Millrace.Kernel.Problems;
using Millrace.Registry.Models;
using Millrace.Registry.Sources;
using Millrace.Registry.Wire;

namespace Millrace.Registry.Versions;

/// <summary>Registers a version as MLflow's clients ask for it: files that are already somewhere, named by a URI. It is ready at once.</summary>
internal sealed class CreateVersion(RegistryWriter writer, RegistryReader reader)
{
    public async Task<Outcome<int>> HandleAsync(Caller caller, CreateVersionRequest request, CancellationToken ct)
    {
        var tags = TagMessage.ToDictionary(request.Tags);
        var problems = TagRules.Check(tags);

        // Only a prompt of a prompt has no files: the tag on the version alone must not let any source in.
        var isPrompt = tags.ContainsKey(PromptTags.IsPrompt) && await IsPromptAsync(request.Name, ct);
        var refused = isPrompt
            ? SourceRules.CheckPrompt(request.Source)
            : SourceRules.Check(request.Source, string.IsNullOrEmpty(request.ModelId) ? "run_id" : "model_id", null);
        if (refused is not null)
        {
            problems.Add(refused);
        }

        if (problems.Count > 0)
        {
            return Outcome<int>.Failed(problems);
        }

        var location = await LocateAsync(request.Source, ct);
        return location.IsOk
            ? await writer.RunAsync(caller, write => Write(write, request, location.Value, tags), ct)
            : RegistryProblems.SourceNotFound(request.Source, location.Problem);
    }

    // MLflow's answer has an empty text where a request had none.
    private static Outcome<int> Write(
        RegistryWrite write, CreateVersionRequest request, string location, IReadOnlyDictionary<string, string> tags) =>
        write.Model(request.Name).Map(model => AddVersion.Insert(write, model.Model, model.Name, new VersionToAdd(request.Source, location)
        {
            RunId = request.RunId ?? "",
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

    // A version of a version has its files: a copy must not lose them when the first is deleted. A logged model keeps its own
    // place, which clients ask tracking for.
    private async Task<Outcome<string>> LocateAsync(string source, CancellationToken ct)
    {
        if (!ModelUri.IsOne(source) || ModelUri.Parse(source) is { IsOk: true, Value.ModelId: not null })
        {
            return source;
        }

        return (await new ResolveModel(reader).UriAsync(source, ct)).Map(version => version.Row.StorageLocation);
    }
}
