using System.Text.Json;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Resources;

namespace Millrace.Kernel.Steps;

/// <summary>What a running step is given.</summary>
public sealed class StepContext
{
    /// <summary>The execution it belongs to; also the correlation id of its events.</summary>
    public required PipelineRunId PipelineRun { get; init; }

    /// <summary>The workflow's name.</summary>
    public required string Workflow { get; init; }

    /// <summary>The step's id in the plan.</summary>
    public required string StepId { get; init; }

    /// <summary>The cache key's digest: the same for every attempt at the same work. Side effects carry it.</summary>
    public required Digest IdempotencyKey { get; init; }

    /// <summary>The step's parameters.</summary>
    public required JsonElement Parameters { get; init; }

    /// <summary>Inputs by name.</summary>
    public required IReadOnlyDictionary<string, ArtifactRef> Inputs { get; init; }

    /// <summary>Where artifacts live.</summary>
    public required IBlobStore Blobs { get; init; }

    /// <summary>An empty folder of its own on the blob store's disk; removed afterwards.</summary>
    public required string Scratch { get; init; }

    /// <summary>What it may use.</summary>
    public required ResourceBudget Budget { get; init; }

    /// <summary>Tells people how far it is: a share in [0, 1] or null when unknown, and a few words.</summary>
    public required Action<double?, string> Progress { get; init; }

    /// <summary>Reads the parameters as the step's own type.</summary>
    public T Read<T>() => Parameters.Deserialize<T>(CanonicalJson.Options)
        ?? throw new JsonException($"Step '{StepId}' has no parameters.");

    /// <summary>Reads an input's document.</summary>
    /// <exception cref="BlobNotFoundException">The document is not in the store.</exception>
    public Task<T> InputAsync<T>(string name, CancellationToken ct)
        where T : IArtifact => Blobs.GetJsonAsync<T>(Inputs[name].Digest, ct);

    /// <summary>Stores an artifact's document and gives the reference to return as an output.</summary>
    public async Task<ArtifactRef> StoreAsync<T>(T artifact, CancellationToken ct)
        where T : IArtifact
    {
        var document = await Blobs.PutJsonAsync(artifact, ct).ConfigureAwait(false);
        return new ArtifactRef(T.ArtifactType, document.Digest, [.. artifact.Blobs().Select(blob => blob.Digest).Distinct()]);
    }
}
