using System.Text.Json.Serialization;

namespace Millrace.Tracking.Artifacts;

/// <summary>A file or folder, as MLflow writes it.</summary>
/// <param name="Path">From the root that was asked for.</param>
/// <param name="IsDir">Whether it is a folder.</param>
/// <param name="FileSize">A file's length in bytes.</param>
internal sealed record FileInfoEntry(string Path, bool IsDir, long? FileSize)
{
    /// <summary>The entry at its place below a folder.</summary>
    public static FileInfoEntry Of(ArtifactPath folder, ArtifactEntry entry) =>
        new(folder.IsRoot ? entry.Name : $"{folder}/{entry.Name}", entry.SizeBytes is null, entry.SizeBytes);
}

/// <summary>The files of a folder.</summary>
internal sealed record FileList
{
    /// <summary>The artifact URI that paths begin at; null when the whole tree is meant.</summary>
    public string? RootUri { get; init; }

    /// <summary>By name; null when there are none.</summary>
    public IReadOnlyList<FileInfoEntry>? Files { get; init; }

    /// <summary>Where the next page begins; null on the last.</summary>
    public string? NextPageToken { get; init; }
}

/// <summary>Asks for a folder of the whole tree.</summary>
internal sealed record ListTree
{
    public string? Path { get; init; }
}

/// <summary>Asks for a folder of a run.</summary>
internal sealed record ListRunArtifacts
{
    public string? RunId { get; init; }

    public string? RunUuid { get; init; }

    public string? Path { get; init; }

    public string? PageToken { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(FileList))]
[JsonSerializable(typeof(ListTree))]
[JsonSerializable(typeof(ListRunArtifacts))]
internal sealed partial class ArtifactJson : JsonSerializerContext;
