using Millrace.Kernel.Problems;

namespace Millrace.Registry.Contracts;

/// <summary>Registered models and their versions. What a version is made of never changes; its stage and the aliases move, and the
/// ledger keeps every move.</summary>
public interface IModelRegistry
{
    /// <summary>Registers a version as <see cref="Stage.None"/>; the same key again gives the same version.</summary>
    Task<ModelVersion> RegisterAsync(NewModelVersion candidate, CancellationToken ct);

    /// <summary>Models with their newest version, by name. Prompts are not among them.</summary>
    Task<IReadOnlyList<RegisteredModel>> ListAsync(CancellationToken ct);

    /// <summary>All versions of a model, newest first.</summary>
    Task<Outcome<IReadOnlyList<ModelVersion>>> ListVersionsAsync(string model, CancellationToken ct);

    /// <summary>One version.</summary>
    Task<Outcome<ModelVersion>> GetAsync(string model, int version, CancellationToken ct);

    /// <summary>The version that a <c>models:/</c> URI names by number, stage, <c>latest</c> or alias.</summary>
    /// <returns>The version; <c>registry.uri-invalid</c> or what is not found.</returns>
    Task<Outcome<ModelVersion>> ResolveAsync(string uri, CancellationToken ct);

    /// <summary>The version in a stage: the one that came there last.</summary>
    Task<Outcome<ModelVersion>> InStageAsync(string model, Stage stage, CancellationToken ct);

    /// <summary>Keeps what the gates said of a version; the newest word counts.</summary>
    Task<Outcome<ModelVersion>> JudgeAsync(GateJudgement judgement, CancellationToken ct);

    /// <summary>Keeps one person's approval.</summary>
    /// <returns>How many there are and how many it takes; <c>registry.already-approved</c> for the same person again.</returns>
    Task<Outcome<ApprovalState>> ApproveAsync(Approval approval, CancellationToken ct);

    /// <summary>Moves a version. A guarded one follows the path and needs its gates and approvals.</summary>
    Task<Outcome<ModelVersion>> MoveAsync(StageMove move, CancellationToken ct);

    /// <summary>Brings the last version that was Production before back, and archives what is there now.</summary>
    /// <param name="rollback">Which model, by whom and why.</param>
    /// <param name="check">Says whether a version can be loaded and answers; one that cannot is passed over for an older one.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The restored version; <c>registry.nothing-to-restore</c>, or why none of them can be loaded.</returns>
    Task<Outcome<ModelVersion>> RollBackAsync(
        Rollback rollback, Func<ModelVersion, CancellationToken, Task<Outcome<Done>>> check, CancellationToken ct);

    /// <summary>Every move of a model's versions between stages, oldest first.</summary>
    Task<Outcome<IReadOnlyList<StageTransition>>> HistoryAsync(string model, CancellationToken ct);

    /// <summary>Everything that was decided about a model, oldest first; of a deleted model too.</summary>
    Task<Outcome<IReadOnlyList<LedgerEntry>>> LedgerAsync(string model, CancellationToken ct);

    /// <summary>What was Production at an instant, who brought and approved it, on which data and evidence; null when nothing was.</summary>
    Task<Outcome<ProductionRecord?>> ProductionAtAsync(string model, DateTimeOffset instant, CancellationToken ct);
}
