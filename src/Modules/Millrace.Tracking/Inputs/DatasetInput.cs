using Millrace.Tracking.Contracts;

namespace Millrace.Tracking.Inputs;

/// <summary>A dataset that a run read, as clients send and get it.</summary>
internal sealed record DatasetInput
{
    public IReadOnlyList<InputTag>? Tags { get; init; }

    public DatasetFacts? Dataset { get; init; }

    /// <summary>As the product shows it.</summary>
    public RunDataset ToView() => new(Dataset!.Name!, Dataset.Digest!, Dataset.SourceType ?? "", Dataset.Source ?? "", Context());

    /// <summary>What it was used for: the value of the tag of MLflow's name; empty when it has none.</summary>
    public string Context() => Tags?.FirstOrDefault(tag => tag.Key == InputTag.Context)?.Value ?? "";
}

/// <summary>A dataset.</summary>
internal sealed record DatasetFacts
{
    public string? Name { get; init; }

    public string? Digest { get; init; }

    public string? SourceType { get; init; }

    public string? Source { get; init; }

    public string? Schema { get; init; }

    public string? Profile { get; init; }
}

/// <summary>What somebody says of an input.</summary>
internal sealed record InputTag(string? Key, string? Value)
{
    /// <summary>The tag that says what a dataset was used for.</summary>
    public const string Context = "mlflow.data.context";
}

/// <summary>A model that a run read or made.</summary>
internal sealed record ModelLink
{
    public string? ModelId { get; init; }

    /// <summary>When it was made; only for what a run made.</summary>
    public long? Step { get; init; }
}

/// <summary>What a run read.</summary>
internal sealed record RunInputs
{
    public IReadOnlyList<DatasetInput>? DatasetInputs { get; init; }

    public IReadOnlyList<ModelLink>? ModelInputs { get; init; }
}

/// <summary>What a run made.</summary>
internal sealed record RunOutputs
{
    public IReadOnlyList<ModelLink>? ModelOutputs { get; init; }
}
