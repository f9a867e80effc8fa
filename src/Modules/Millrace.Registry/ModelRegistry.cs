using Dapper;
using Millrace.Kernel.Events;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Tables;
using Millrace.Registry.Contracts;
using Millrace.Registry.Models;
using Millrace.Registry.Promotion;

namespace Millrace.Registry;

/// <summary>The registry on tables; every query is scoped by tenant.</summary>
internal sealed class ModelRegistry(ITables tables, IOutbox outbox, ITenantAccessor tenant, TimeProvider clock) : IModelRegistry
{
    private readonly RegisterModelVersion register = new(outbox, clock);
    private readonly MoveStage moveStage = new(clock);

    private string Tenant => tenant.Current.Value;

    public Task<ModelVersion> RegisterAsync(NewModelVersion candidate, CancellationToken ct) =>
        tables.WriteAsync(transaction => register.Handle(transaction, tenant.Current, candidate), ct);

    public Task<Outcome<ModelVersion>> MoveAsync(StageMove move, CancellationToken ct) =>
        tables.WriteAsync(transaction => moveStage.Handle(transaction, tenant.Current, move), ct);

    public async Task<IReadOnlyList<RegisteredModel>> ListAsync(CancellationToken ct)
    {
        await using var connection = await tables.OpenReadAsync(ct);
        var rows = await connection.QueryAsync<(string Name, long Count, long Newest, long? Production)>(
            """
            SELECT model, COUNT(*), MAX(version), MAX(CASE WHEN stage = 'Production' THEN version END)
            FROM model_versions WHERE tenant = @Tenant GROUP BY model ORDER BY model
            """, new { Tenant });
        return [.. rows.Select(row => new RegisteredModel(row.Name, (int)row.Count, (int)row.Newest, (int?)row.Production))];
    }

    public async Task<Outcome<IReadOnlyList<ModelVersion>>> ListVersionsAsync(string model, CancellationToken ct)
    {
        var versions = await VersionsAsync(model, ct);
        return versions.Count > 0
            ? Outcome.Ok<IReadOnlyList<ModelVersion>>(versions)
            : await ModelNotFoundAsync(model, ct);
    }

    public async Task<Outcome<ModelVersion>> GetAsync(string model, int version, CancellationToken ct)
    {
        var versions = await VersionsAsync(model, ct);
        return versions.Count == 0 ? await ModelNotFoundAsync(model, ct)
            : versions.FirstOrDefault(candidate => candidate.Version == version) is { } found ? found
            : RegistryProblems.VersionNotFound(model, version, versions[0].Version);
    }

    public async Task<Outcome<ModelVersion>> InStageAsync(string model, Stage stage, CancellationToken ct)
    {
        await using var connection = await tables.OpenReadAsync(ct);
        var row = await connection.QueryFirstOrDefaultAsync<ModelVersionRow>(
            $"""
            SELECT {ModelVersionRow.Columns} FROM model_versions
            WHERE tenant = @Tenant AND model = @model AND stage = @stage ORDER BY stage_since_ms DESC, version DESC LIMIT 1
            """, new { Tenant, model, stage = stage.ToString() });
        if (row is not null)
        {
            return row.ToVersion();
        }

        var versions = await VersionsAsync(model, ct);
        return versions.Count == 0 ? await ModelNotFoundAsync(model, ct) : RegistryProblems.StageEmpty(model, stage);
    }

    public async Task<Outcome<IReadOnlyList<StageTransition>>> HistoryAsync(string model, CancellationToken ct)
    {
        if ((await VersionsAsync(model, ct)).Count == 0)
        {
            return await ModelNotFoundAsync(model, ct);
        }

        await using var connection = await tables.OpenReadAsync(ct);
        var rows = await connection.QueryAsync<StageTransitionRow>(
            $"SELECT {StageTransitionRow.Columns} FROM stage_transitions WHERE tenant = @Tenant AND model = @model ORDER BY number",
            new { Tenant, model });
        return Outcome.Ok<IReadOnlyList<StageTransition>>([.. rows.Select(row => row.ToTransition())]);
    }

    public async Task<Outcome<ModelVersion?>> ProductionAtAsync(string model, DateTimeOffset instant, CancellationToken ct)
    {
        var history = await HistoryAsync(model, ct);
        if (!history.IsOk)
        {
            return history.As<ModelVersion?>();
        }

        int? production = null;
        foreach (var move in history.Value.TakeWhile(move => move.AtUtc <= instant))
        {
            production = move.To == Stage.Production ? move.Version : move.Version == production ? null : production;
        }

        return production is { } version
            ? (await GetAsync(model, version, ct)).Map(found => (ModelVersion?)found)
            : Outcome.Ok<ModelVersion?>(null);
    }

    private async Task<List<ModelVersion>> VersionsAsync(string model, CancellationToken ct)
    {
        await using var connection = await tables.OpenReadAsync(ct);
        var rows = await connection.QueryAsync<ModelVersionRow>(
            $"SELECT {ModelVersionRow.Columns} FROM model_versions WHERE tenant = @Tenant AND model = @model ORDER BY version DESC",
            new { Tenant, model });
        return [.. rows.Select(row => row.ToVersion())];
    }

    private async Task<Problem> ModelNotFoundAsync(string model, CancellationToken ct) =>
        RegistryProblems.ModelNotFound(model, (await ListAsync(ct)).Select(known => known.Name));
}
