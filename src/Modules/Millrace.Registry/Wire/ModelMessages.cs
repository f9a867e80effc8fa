using System.ComponentModel.DataAnnotations;
using Millrace.Registry.Models;

namespace Millrace.Registry.Wire;

/// <summary>A tag as MLflow writes it.</summary>
internal sealed record TagMessage(string? Key, string? Value)
{
    /// <summary>The last value of a key counts; a missing one is empty.</summary>
    public static IReadOnlyDictionary<string, string> ToDictionary(IReadOnlyList<TagMessage>? tags)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in tags ?? [])
        {
            values[tag.Key ?? ""] = tag.Value ?? "";
        }

        return values;
    }

    public static IReadOnlyList<TagMessage>? Of(IReadOnlyList<KeyValuePair<string, string>> tags) =>
        tags.Count == 0 ? null : [.. tags.Select(tag => new TagMessage(tag.Key, tag.Value))];
}

/// <summary>An alias as MLflow writes it.</summary>
internal sealed record AliasMessage(string Alias, string Version);

/// <summary>A registered model as MLflow writes it; empty lists and texts are left out.</summary>
internal sealed record RegisteredModelMessage(
    string Name, long CreationTimestamp, long LastUpdatedTimestamp, string? Description, IReadOnlyList<ModelVersionMessage>? LatestVersions,
    IReadOnlyList<TagMessage>? Tags, IReadOnlyList<AliasMessage>? Aliases)
{
    // MLflow leaves the aliases out of the versions inside a model; they stand beside them.
    public static RegisteredModelMessage Of(ModelDetail model) => new(
        model.Row.Name, model.Row.CreatedMs, model.Row.UpdatedMs, string.IsNullOrEmpty(model.Row.Description) ? null : model.Row.Description,
        model.Latest.Count == 0 ? null : [.. model.Latest.Select(version => ModelVersionMessage.Of(version) with { Aliases = null })],
        TagMessage.Of(model.Tags),
        model.Aliases.Count == 0 ? null : [.. model.Aliases.Select(alias => new AliasMessage(alias.Key, $"{alias.Value}"))]);
}

internal sealed record RegisteredModelAnswer(RegisteredModelMessage RegisteredModel);

internal sealed record RegisteredModelsAnswer(IReadOnlyList<RegisteredModelMessage>? RegisteredModels, string? NextPageToken);

internal sealed record CreateModelRequest
{
    [Required]
    public string Name { get; init; } = "";

    public IReadOnlyList<TagMessage>? Tags { get; init; }

    public string? Description { get; init; }
}

internal sealed record RenameModelRequest
{
    [Required]
    public string Name { get; init; } = "";

    [Required]
    public string NewName { get; init; } = "";
}

internal sealed record UpdateModelRequest
{
    [Required]
    public string Name { get; init; } = "";

    public string? Description { get; init; }
}

internal sealed record ModelNameRequest
{
    [Required]
    public string Name { get; init; } = "";
}

internal sealed record SearchRequest
{
    public string? Filter { get; init; }

    public long? MaxResults { get; init; }

    public IReadOnlyList<string>? OrderBy { get; init; }

    public string? PageToken { get; init; }
}

internal sealed record LatestVersionsRequest
{
    [Required]
    public string Name { get; init; } = "";

    public IReadOnlyList<string>? Stages { get; init; }
}

internal sealed record SetModelTagRequest
{
    [Required]
    public string Name { get; init; } = "";

    [Required]
    public string Key { get; init; } = "";

    public string? Value { get; init; }
}

internal sealed record DeleteModelTagRequest
{
    [Required]
    public string Name { get; init; } = "";

    [Required]
    public string Key { get; init; } = "";
}

internal sealed record SetAliasRequest
{
    [Required]
    public string Name { get; init; } = "";

    [Required]
    public string Alias { get; init; } = "";

    [Required]
    public string Version { get; init; } = "";
}

internal sealed record AliasRequest
{
    [Required]
    public string Name { get; init; } = "";

    [Required]
    public string Alias { get; init; } = "";
}
