using System.Text.Json.Nodes;
using Millrace.Kernel.Events;
using Millrace.Registry.Contracts;

namespace Millrace.Registry.Versions;

/// <summary>A version to add to a model that is there.</summary>
internal sealed record VersionToAdd(string Source, string StorageLocation)
{
    public string? RunId { get; init; }

    public string? RunLink { get; init; }

    public string? ModelId { get; init; }

    public string? Description { get; init; }

    public string? SemanticVersion { get; init; }

    public NewModelVersion? Candidate { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}

/// <summary>Gives a version its number and its rows, and tells of it.</summary>
internal static class AddVersion
{
    public static int Insert(RegistryWrite write, long model, string name, VersionToAdd added)
    {
        var version = write.Scalar<int>(
            """
            UPDATE registered_models SET last_version = last_version + 1, updated_ms = @NowMs
            WHERE tenant = @Tenant AND model = @model RETURNING last_version
            """, new { write.Tenant, model, write.NowMs });
        write.Execute(
            """
            INSERT INTO model_versions (tenant, model, version, stage, stage_since_ms, created_ms, updated_ms, description, source,
              storage_location, run_id, run_link, model_id, status, semantic_version, workflow, approvals_needed, trained_model,
              evaluation, feature_set, dataset, onnx, idempotency_key)
            VALUES (@Tenant, @model, @version, 'None', @NowMs, @NowMs, @NowMs, @Description, @Source, @StorageLocation, @RunId, @RunLink,
              @ModelId, 'READY', @SemanticVersion, @Workflow, @ApprovalsNeeded, @trained, @evaluation, @features, @dataset, @onnx, @IdempotencyKey)
            """,
            new
            {
                write.Tenant,
                model,
                version,
                write.NowMs,
                added.Description,
                added.Source,
                added.StorageLocation,
                added.RunId,
                added.RunLink,
                added.ModelId,
                added.SemanticVersion,
                added.Candidate?.Workflow,
                ApprovalsNeeded = added.Candidate?.ApprovalsNeeded ?? 0,
                trained = added.Candidate?.TrainedModel.ToString(),
                evaluation = added.Candidate?.Evaluation.ToString(),
                features = added.Candidate?.FeatureSet.ToString(),
                dataset = added.Candidate?.Dataset.ToString(),
                onnx = added.Candidate?.Onnx.ToString(),
                added.Candidate?.IdempotencyKey,
            });
        foreach (var (key, value) in added.Tags)
        {
            ChangeVersion.SetTag(write, model, version, key, value);
        }

        Tell(write, name, version, added);
        return version;
    }

    private static void Tell(RegistryWrite write, string name, int version, VersionToAdd added)
    {
        if (added.Tags.ContainsKey(PromptTags.IsPrompt))
        {
            write.Tell(RegistryEvents.PromptVersionCreated, name, version, new JsonObject
            {
                ["name"] = name,
                ["version"] = $"{version}",
                ["template"] = added.Tags.GetValueOrDefault(PromptTags.Text),
                ["tags"] = Payload.Tags(added.Tags, isPrompt: true),
                ["description"] = Text(added.Description),
            });
            return;
        }

        write.Tell(EventTypes.ModelRegistered, name, version, new JsonObject { ["model"] = name, ["version"] = version, ["runId"] = Text(added.RunId) });
        write.Tell(RegistryEvents.VersionCreated, name, version, new JsonObject
        {
            ["name"] = name,
            ["version"] = $"{version}",
            ["source"] = added.Source,
            ["run_id"] = Text(added.RunId),
            ["tags"] = Payload.Tags(added.Tags, isPrompt: false),
            ["description"] = Text(added.Description),
        });
    }

    private static string? Text(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
