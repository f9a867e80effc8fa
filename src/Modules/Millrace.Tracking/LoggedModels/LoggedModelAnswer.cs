using Millrace.Tracking.Wire;

namespace Millrace.Tracking.LoggedModels;

/// <summary>A logged model, as MLflow writes it.</summary>
internal sealed record LoggedModelAnswer(LoggedModelInfo Info, LoggedModelData Data);

/// <summary>What it is.</summary>
internal sealed record LoggedModelInfo
{
    public required string ModelId { get; init; }

    public required string ExperimentId { get; init; }

    public required string Name { get; init; }

    public required long CreationTimestampMs { get; init; }

    public required long LastUpdatedTimestampMs { get; init; }

    public required string ArtifactUri { get; init; }

    public required string Status { get; init; }

    public string? ModelType { get; init; }

    public string? SourceRunId { get; init; }

    public IReadOnlyList<TagEntry>? Tags { get; init; }
}

/// <summary>What was measured and set.</summary>
internal sealed record LoggedModelData
{
    public IReadOnlyList<TagEntry>? Params { get; init; }

    public IReadOnlyList<LoggedModelMetric>? Metrics { get; init; }
}

/// <summary>A value that a run logged for a model.</summary>
internal sealed record LoggedModelMetric
{
    public required string Key { get; init; }

    public required double Value { get; init; }

    public required long Timestamp { get; init; }

    public required long Step { get; init; }

    public string? DatasetName { get; init; }

    public string? DatasetDigest { get; init; }

    public required string ModelId { get; init; }

    public required string RunId { get; init; }
}

/// <summary>An answer with one model.</summary>
internal sealed record LoggedModelResponse(LoggedModelAnswer Model);

/// <summary>Asks for the files of a model.</summary>
internal sealed record ListModelArtifacts
{
    public string? ArtifactDirectoryPath { get; init; }

    public string? PageToken { get; init; }
}
