using System.Text.Json.Serialization;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Identity;

namespace Millrace.Registry.Contracts;

/// <summary>A registered version. One that a client of MLflow's API made has no documents, and perhaps no run.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Version">From 1.</param>
/// <param name="Stage">Where it stands now.</param>
/// <param name="CreatedAtUtc">When it was registered.</param>
/// <param name="TrainedModel">Digest of the trained model's document; null when no workflow registered it.</param>
/// <param name="Evaluation">Digest of its evaluation; null with the trained model.</param>
/// <param name="FeatureSet">Digest of its feature definitions; null with the trained model.</param>
/// <param name="Dataset">Digest of the dataset version; null with the trained model.</param>
/// <param name="Onnx">Digest of the serving graph; null with the trained model.</param>
/// <param name="Run">Its tracking run; null when there is none.</param>
public sealed record ModelVersion(
    string Model, int Version, Stage Stage, DateTimeOffset CreatedAtUtc, Digest? TrainedModel, Digest? Evaluation,
    Digest? FeatureSet, Digest? Dataset, Digest? Onnx, RunId? Run)
{
    /// <summary>What it was registered from, as a URI.</summary>
    public string Source { get; init; } = "";

    /// <summary>Where its files are, as a URI: the source, or what the source names when it is another version or a logged model.</summary>
    public string Location { get; init; } = "";

    /// <summary><c>major.minor.patch</c>: signature changed, features changed, trained again; null when nothing says what changed.</summary>
    public string? SemanticVersion { get; init; }

    /// <summary>The workflow that registered it; null for none, or when it was registered before this was kept.</summary>
    public string? Workflow { get; init; }

    /// <summary>For people; null when nobody wrote one.</summary>
    public string? Description { get; init; }

    /// <summary>Names that point at it, in order.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Key → value.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether a workflow registered it, so that its gates and approvals guard it.</summary>
    [JsonIgnore]
    public bool IsGuarded => TrainedModel is not null;
}

/// <summary>A registered model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="VersionCount">How many versions.</param>
/// <param name="NewestVersion">The newest; 0 when it has none.</param>
/// <param name="ProductionVersion">The one that came to Production last; null when there is none.</param>
public sealed record RegisteredModel(string Name, int VersionCount, int NewestVersion, int? ProductionVersion)
{
    /// <summary>Semantic version of the newest; null when it has none.</summary>
    public string? SemanticVersion { get; init; }
}

/// <summary>A version to register.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="TrainedModel">Digest of the trained model's document.</param>
/// <param name="Evaluation">Digest of its evaluation.</param>
/// <param name="FeatureSet">Digest of its feature definitions.</param>
/// <param name="Dataset">Digest of the dataset version.</param>
/// <param name="Onnx">Digest of the serving graph.</param>
/// <param name="Run">Its tracking run.</param>
/// <param name="IdempotencyKey">The same key registers once.</param>
/// <param name="CorrelationId">The execution it belongs to.</param>
public sealed record NewModelVersion(
    string Model, Digest TrainedModel, Digest Evaluation, Digest FeatureSet, Digest Dataset, Digest Onnx, RunId Run,
    string IdempotencyKey, string CorrelationId)
{
    /// <summary>The workflow that registers it.</summary>
    public string? Workflow { get; init; }

    /// <summary>Approvals by different people that Production needs.</summary>
    public int ApprovalsNeeded { get; init; }

    /// <summary>What changed since the version before; null when nothing says so.</summary>
    public VersionChange? Change { get; init; }
}

/// <summary>How a version differs from the one before.</summary>
public enum VersionChange
{
    /// <summary>The model takes or gives something else.</summary>
    Major,

    /// <summary>The features are computed differently.</summary>
    Minor,

    /// <summary>It was trained again.</summary>
    Patch,
}
