using Millrace.Kernel.Digests;
using Millrace.Kernel.Identity;
using Millrace.Registry.Contracts;

namespace Millrace.Registry.Versions;

/// <summary>A row of <c>model_versions</c>, joined with its model's name, as Dapper reads it.</summary>
internal sealed class ModelVersionRow
{
    public const string Columns =
        "v.model AS Model, m.name AS Name, v.version AS Version, v.stage AS Stage, v.created_ms AS CreatedMs, v.updated_ms AS UpdatedMs, " +
        "v.user_id AS UserId, v.description AS Description, v.source AS Source, v.storage_location AS StorageLocation, " +
        "v.run_id AS RunId, v.run_link AS RunLink, v.model_id AS ModelId, v.status AS Status, v.status_message AS StatusMessage, " +
        "v.semantic_version AS SemanticVersion, v.workflow AS Workflow, v.approvals_needed AS ApprovalsNeeded, " +
        "v.trained_model AS TrainedModel, v.evaluation AS Evaluation, v.feature_set AS FeatureSet, v.dataset AS Dataset, v.onnx AS Onnx";

    public const string From = "model_versions v JOIN registered_models m ON m.tenant = v.tenant AND m.model = v.model";

    public long Model { get; init; }

    public string Name { get; init; } = "";

    public long Version { get; init; }

    public string Stage { get; init; } = "";

    public long CreatedMs { get; init; }

    public long UpdatedMs { get; init; }

    public string? UserId { get; init; }

    public string? Description { get; init; }

    public string Source { get; init; } = "";

    public string StorageLocation { get; init; } = "";

    public string? RunId { get; init; }

    public string? RunLink { get; init; }

    public string? ModelId { get; init; }

    public string Status { get; init; } = "";

    public string? StatusMessage { get; init; }

    public string? SemanticVersion { get; init; }

    public string? Workflow { get; init; }

    public long ApprovalsNeeded { get; init; }

    public string? TrainedModel { get; init; }

    public string? Evaluation { get; init; }

    public string? FeatureSet { get; init; }

    public string? Dataset { get; init; }

    public string? Onnx { get; init; }

    public int Number => (int)Version;

    public Stage InStage => Enum.Parse<Stage>(Stage);

    public bool IsGuarded => TrainedModel is not null;

    public ModelVersion ToVersion() => new(
        Name, Number, InStage, DateTimeOffset.FromUnixTimeMilliseconds(CreatedMs), DigestOf(TrainedModel), DigestOf(Evaluation),
        DigestOf(FeatureSet), DigestOf(Dataset), DigestOf(Onnx), Kernel.Identity.RunId.TryParse(RunId, out var run) ? run : null)
    {
        Source = Source,
        Location = StorageLocation,
        SemanticVersion = SemanticVersion,
        Workflow = Workflow,
        Description = string.IsNullOrEmpty(Description) ? null : Description,
    };

    private static Digest? DigestOf(string? text) => text is null ? null : Digest.Parse(text);
}
