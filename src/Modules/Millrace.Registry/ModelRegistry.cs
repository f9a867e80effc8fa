using Dapper;
using Millrace.Kernel.Problems;
using Millrace.Registry.Contracts;
using Millrace.Registry.Ledger;
using Millrace.Registry.Models;
using Millrace.Registry.Promotion;
using Millrace.Registry.Sources;
using Millrace.Registry.Versions;

namespace Millrace.Registry;

/// <summary>The registry as other modules and the hosts see it.</summary>
internal sealed class ModelRegistry(RegistryWriter writer, RegistryReader reader) : IModelRegistry
{
    private readonly RegisterModelVersion register = new(writer);
    private readonly MoveStage moveStage = new(writer);
    private readonly Judge judge = new(writer);
    private readonly Approve approve = new(writer);
    private readonly RollBack rollBack = new(writer);
    private readonly ResolveModel resolve = new(reader);

    public async Task<ModelVersion> RegisterAsync(NewModelVersion candidate, CancellationToken ct)
    {
        var version = await register.HandleAsync(candidate, ct);
        return (await GetAsync(candidate.Model, version.Value, ct)).Value;
    }

    public async Task<Outcome<ModelVersion>> MoveAsync(StageMove move, CancellationToken ct) =>
        await AfterAsync(await moveStage.HandleAsync(move, ct), move.Model, move.Version, ct);

    public async Task<Outcome<ModelVersion>> JudgeAsync(GateJudgement judgement, CancellationToken ct) =>
        await AfterAsync(await judge.HandleAsync(judgement, ct), judgement.Model, judgement.Version, ct);

    public Task<Outcome<ApprovalState>> ApproveAsync(Approval approval, CancellationToken ct) => approve.HandleAsync(approval, ct);

    public async Task<Outcome<ModelVersion>> RollBackAsync(
        Rollback rollback, Func<ModelVersion, CancellationToken, Task<Outcome<Done>>> check, CancellationToken ct)
    {
        var model = await reader.ModelAsync(rollback.Model, ct);
        if (!model.IsOk)
        {
            return model.As<ModelVersion>();
        }

        var ledger = await EntriesAsync(model.Value.Model, ct);
        var versions = (await reader.VersionsOfAsync(model.Value.Model, ct)).ToDictionary(version => version.Row.Number, version => version.ToVersion());
        var candidates = ProductionHistory.Former(ledger).Where(versions.ContainsKey).Select(version => versions[version]).ToList();
        var restored = await rollBack.HandleAsync(rollback, candidates, check, ct);
        return restored.IsOk ? await GetAsync(rollback.Model, restored.Value, ct) : restored.As<ModelVersion>();
    }

    public async Task<IReadOnlyList<RegisteredModel>> ListAsync(CancellationToken ct)
    {
        await using var connection = await reader.OpenAsync(ct);
        var rows = await connection.QueryAsync<(string Name, long Count, long Newest, long? Production, string? Semantic)>(new CommandDefinition(
            """
            SELECT m.name, COUNT(v.version), COALESCE(MAX(v.version), 0),
              (SELECT p.version FROM model_versions p WHERE p.tenant = m.tenant AND p.model = m.model AND p.stage = 'Production'
                AND p.deleted_ms IS NULL ORDER BY p.stage_since_ms DESC, p.version DESC LIMIT 1),
              (SELECT s.semantic_version FROM model_versions s WHERE s.tenant = m.tenant AND s.model = m.model AND s.deleted_ms IS NULL
                ORDER BY s.version DESC LIMIT 1)
            FROM registered_models m LEFT JOIN model_versions v ON v.tenant = m.tenant AND v.model = m.model AND v.deleted_ms IS NULL
            WHERE m.tenant = @Tenant AND m.deleted_ms IS NULL AND NOT EXISTS (SELECT 1 FROM registered_model_tags t
              WHERE t.tenant = m.tenant AND t.model = m.model AND t.key = @prompt)
            GROUP BY m.tenant, m.model, m.name ORDER BY m.name
            """, new { reader.Tenant, prompt = PromptTags.IsPrompt }, cancellationToken: ct));
        return [.. rows.Select(row => new RegisteredModel(row.Name, (int)row.Count, (int)row.Newest, (int?)row.Production) { SemanticVersion = row.Semantic })];
    }

    public async Task<Outcome<IReadOnlyList<ModelVersion>>> ListVersionsAsync(string model, CancellationToken ct)
    {
        var found = await reader.ModelAsync(model, ct);
        return found.IsOk
            ? Outcome.Ok<IReadOnlyList<ModelVersion>>([.. (await reader.VersionsOfAsync(found.Value.Model, ct)).Select(version => version.ToVersion())])
            : found.As<IReadOnlyList<ModelVersion>>();
    }

    public async Task<Outcome<ModelVersion>> GetAsync(string model, int version, CancellationToken ct)
    {
        var known = await reader.ModelAsync(model, ct);
        return known.IsOk ? (await reader.VersionAsync(model, version, ct)).Map(found => found.ToVersion()) : known.As<ModelVersion>();
    }

    public async Task<Outcome<ModelVersion>> ResolveAsync(string uri, CancellationToken ct) =>
        (await resolve.UriAsync(uri, ct)).Map(found => found.ToVersion());

    public async Task<Outcome<ModelVersion>> InStageAsync(string model, Stage stage, CancellationToken ct) =>
        (await resolve.StageAsync(model, stage.ToString(), ct)).Map(found => found.ToVersion());

    public async Task<Outcome<IReadOnlyList<StageTransition>>> HistoryAsync(string model, CancellationToken ct) =>
        (await LedgerAsync(model, ct)).Map<IReadOnlyList<StageTransition>>(ledger =>
        [
            .. ledger.Where(entry => entry.Kind == LedgerKind.Stage).Select(entry => new StageTransition(
                model, entry.Version!.Value, Enum.Parse<Stage>(entry.From!), Enum.Parse<Stage>(entry.To!), entry.Actor, entry.Reason,
                entry.Evidence, entry.AtUtc)),
        ]);

    public async Task<Outcome<IReadOnlyList<LedgerEntry>>> LedgerAsync(string model, CancellationToken ct)
    {
        var found = await reader.ModelOrDeletedAsync(model, ct);
        return found.IsOk ? Outcome.Ok(await EntriesAsync(found.Value.Model, ct)) : found.As<IReadOnlyList<LedgerEntry>>();
    }

    public async Task<Outcome<ProductionRecord?>> ProductionAtAsync(string model, DateTimeOffset instant, CancellationToken ct)
    {
        var found = await reader.ModelOrDeletedAsync(model, ct);
        if (!found.IsOk)
        {
            return found.As<ProductionRecord?>();
        }

        var ledger = await EntriesAsync(found.Value.Model, ct);
        var there = ProductionHistory.At(ledger, instant);
        if (there.Count == 0)
        {
            return Outcome.Ok<ProductionRecord?>(null);
        }

        var came = there[^1];
        var version = await reader.EvenDeletedAsync(found.Value.Model, came.Version!.Value, ct);
        return new ProductionRecord(
            model, instant, came.Version.Value, came.AtUtc, came.Actor, came.Reason, came.Evidence, ProductionHistory.ApprovalsOf(ledger, came),
            ProductionHistory.GatesOf(ledger, came), version!.ToVersion(), [.. there.SkipLast(1).Select(entry => entry.Version!.Value)]);
    }

    private async Task<IReadOnlyList<LedgerEntry>> EntriesAsync(long model, CancellationToken ct) =>
        [.. (await reader.LedgerAsync(model, ct)).Select(row => row.ToEntry())];

    // Of a missing version it is told first whether the model is there.
    private async Task<Outcome<ModelVersion>> AfterAsync(Outcome<Done> done, string model, int version, CancellationToken ct)
    {
        var now = await GetAsync(model, version, ct);
        return done.IsOk || !now.IsOk ? now : done.As<ModelVersion>();
    }
}
