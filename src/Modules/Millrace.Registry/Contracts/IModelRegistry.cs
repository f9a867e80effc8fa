using Millrace.Kernel.Digests;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;

namespace Millrace.Registry.Contracts;

/// <summary>Registered models and their versions. Versions are never changed; their stage moves along a ledger.</summary>
public interface IModelRegistry
{
    /// <summary>Registers a version as <see cref="Stage.None"/>; the same key again gives the same version.</summary>
    Task<ModelVersion> RegisterAsync(NewModelVersion candidate, CancellationToken ct);

    /// <summary>Models with their newest version, by name.</summary>
    Task<IReadOnlyList<RegisteredModel>> ListAsync(CancellationToken ct);

    /// <summary>All versions of a model, newest first.</summary>
    Task<Outcome<IReadOnlyList<ModelVersion>>> ListVersionsAsync(string model, CancellationToken ct);

    /// <summary>One version.</summary>
    Task<Outcome<ModelVersion>> GetAsync(string model, int version, CancellationToken ct);

    /// <summary>The version in a stage: the one that came there last.</summary>
    Task<Outcome<ModelVersion>> InStageAsync(string model, Stage stage, CancellationToken ct);

    /// <summary>Moves a version. Moving to Production archives the version that was there.</summary>
    Task<Outcome<ModelVersion>> MoveAsync(StageMove move, CancellationToken ct);

    /// <summary>Every move of a model's versions, oldest first.</summary>
    Task<Outcome<IReadOnlyList<StageTransition>>> HistoryAsync(string model, CancellationToken ct);

    /// <summary>The version that was Production at an instant; null when there was none.</summary>
    Task<Outcome<ModelVersion?>> ProductionAtAsync(string model, DateTimeOffset instant, CancellationToken ct);
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
    string IdempotencyKey, string CorrelationId);

/// <summary>A registered model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="VersionCount">How many versions.</param>
/// <param name="NewestVersion">The newest.</param>
/// <param name="ProductionVersion">The one in Production; null when there is none.</param>
public sealed record RegisteredModel(string Name, int VersionCount, int NewestVersion, int? ProductionVersion);

/// <summary>A registered version.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Version">From 1.</param>
/// <param name="Stage">Where it stands now.</param>
/// <param name="CreatedAtUtc">When it was registered.</param>
/// <param name="TrainedModel">Digest of the trained model's document.</param>
/// <param name="Evaluation">Digest of its evaluation.</param>
/// <param name="FeatureSet">Digest of its feature definitions.</param>
/// <param name="Dataset">Digest of the dataset version.</param>
/// <param name="Onnx">Digest of the serving graph.</param>
/// <param name="Run">Its tracking run.</param>
public sealed record ModelVersion(
    string Model, int Version, Stage Stage, DateTimeOffset CreatedAtUtc, Digest TrainedModel, Digest Evaluation,
    Digest FeatureSet, Digest Dataset, Digest Onnx, RunId Run);

/// <summary>A move to make.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Version">Its version.</param>
/// <param name="To">Where to.</param>
/// <param name="Actor">Who: <c>user:name</c> or <c>policy:workflow</c>.</param>
/// <param name="Reason">Why, in a sentence.</param>
/// <param name="Evidence">Digests of the verdicts and reports it rests on.</param>
/// <param name="CorrelationId">The execution it belongs to, or the command.</param>
public sealed record StageMove(
    string Model, int Version, Stage To, string Actor, string Reason, IReadOnlyList<Digest> Evidence, string CorrelationId);

/// <summary>A move that was made. Append-only.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Version">Its version.</param>
/// <param name="From">Where it stood.</param>
/// <param name="To">Where it went.</param>
/// <param name="Actor">Who.</param>
/// <param name="Reason">Why.</param>
/// <param name="Evidence">What it rests on.</param>
/// <param name="AtUtc">When.</param>
public sealed record StageTransition(
    string Model, int Version, Stage From, Stage To, string Actor, string Reason, IReadOnlyList<Digest> Evidence,
    DateTimeOffset AtUtc);
