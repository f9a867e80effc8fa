using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Millrace.Registry.Versions;

namespace Millrace.Registry.Wire;

/// <summary>A model version as MLflow writes it.</summary>
internal sealed record ModelVersionMessage(
    string Name, string Version, long CreationTimestamp, long LastUpdatedTimestamp, string? UserId, string CurrentStage,
    string? Description, string Source, string? RunId, string Status, string? StatusMessage, IReadOnlyList<TagMessage>? Tags,
    string? RunLink, IReadOnlyList<string>? Aliases, string? ModelId)
{
    public static ModelVersionMessage Of(VersionDetail version)
    {
        var row = version.Row;
        return new ModelVersionMessage(
            row.Name, row.Version.ToString(CultureInfo.InvariantCulture), row.CreatedMs, row.UpdatedMs, row.UserId, row.Stage, row.Description,
            row.Source, row.RunId, row.Status, row.StatusMessage, TagMessage.Of(version.Tags), row.RunLink,
            version.Aliases.Count == 0 ? null : version.Aliases, row.ModelId);
    }
}

internal sealed record ModelVersionAnswer(ModelVersionMessage ModelVersion);

internal sealed record ModelVersionsAnswer(IReadOnlyList<ModelVersionMessage>? ModelVersions, string? NextPageToken = null);

internal sealed record DownloadUriAnswer(string ArtifactUri);

internal sealed record CreateVersionRequest
{
    [Required]
    public string Name { get; init; } = "";

    [Required]
    public string Source { get; init; } = "";

    public string? RunId { get; init; }

    public IReadOnlyList<TagMessage>? Tags { get; init; }

    public string? RunLink { get; init; }

    public string? Description { get; init; }

    public string? ModelId { get; init; }
}

internal sealed record UpdateVersionRequest
{
    [Required]
    public string Name { get; init; } = "";

    [Required]
    public string Version { get; init; } = "";

    public string? Description { get; init; }
}

internal sealed record TransitionRequest
{
    [Required]
    public string Name { get; init; } = "";

    [Required]
    public string Version { get; init; } = "";

    [Required]
    public string Stage { get; init; } = "";

    public bool? ArchiveExistingVersions { get; init; }
}

internal sealed record VersionRequest
{
    [Required]
    public string Name { get; init; } = "";

    [Required]
    public string Version { get; init; } = "";
}

internal sealed record SetVersionTagRequest
{
    [Required]
    public string Name { get; init; } = "";

    [Required]
    public string Version { get; init; } = "";

    [Required]
    public string Key { get; init; } = "";

    public string? Value { get; init; }
}

internal sealed record DeleteVersionTagRequest
{
    [Required]
    public string Name { get; init; } = "";

    [Required]
    public string Version { get; init; } = "";

    [Required]
    public string Key { get; init; } = "";
}
