using Dapper;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Steps;
using Millrace.Kernel.Tables;
using Millrace.Kernel.Verdicts;
using Millrace.Pipelines.Contracts;

namespace Millrace.Pipelines.History;

internal sealed class TableHistory(ITables tables, ITenantAccessor tenant) : IPipelineHistory
{
    private const string RunColumns =
        "pipeline_run_id AS Id, workflow AS Workflow, project AS Project, status AS Status, problems AS Problems, "
        + "started_at AS StartedAt, elapsed_ms AS ElapsedMs";

    // Ids grow with time, so their order is the order of the starts.
    public async Task<IReadOnlyList<PipelineOutcome>> ListAsync(string? workflow, int limit, CancellationToken ct)
    {
        var ofWorkflow = workflow is null ? "" : "AND workflow = @Workflow";
        var rows = await QueryAsync<RunRow>(
            $"SELECT {RunColumns} FROM pipeline_runs WHERE tenant = @Tenant {ofWorkflow} ORDER BY pipeline_run_id DESC LIMIT @Limit",
            new { Tenant, Workflow = workflow, Limit = limit },
            ct).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToOutcome([]))];
    }

    public async Task<Outcome<PipelineOutcome>> ShowAsync(PipelineRunId id, CancellationToken ct)
    {
        var key = new { Tenant, Id = id.ToString() };
        const string OfRun = "WHERE tenant = @Tenant AND pipeline_run_id = @Id";
        var runs = await QueryAsync<RunRow>($"SELECT {RunColumns} FROM pipeline_runs {OfRun}", key, ct).ConfigureAwait(false);
        if (runs.Count == 0)
        {
            return PipelinesProblems.RunNotFound(id);
        }

        var verdicts = (await QueryAsync<VerdictRow>(
            $"SELECT position AS Position, verdict AS Verdict FROM verdicts {OfRun} ORDER BY position, number", key, ct).ConfigureAwait(false))
            .ToLookup(row => row.Position, row => RowJson.Read<Verdict>(row.Verdict));
        var steps = await QueryAsync<StepRow>(
            $"""
            SELECT position AS Position, step_id AS StepId, kind AS Kind, status AS Status, is_from_cache AS IsFromCache,
                started_at AS StartedAt, elapsed_ms AS ElapsedMs, cache_key AS CacheKey, outputs AS Outputs, summary AS Summary,
                peak_memory_bytes AS PeakMemoryBytes, problems AS Problems
            FROM step_runs {OfRun} ORDER BY position
            """,
            key,
            ct).ConfigureAwait(false);
        return runs[0].ToOutcome([.. steps.Select(step => step.ToOutcome([.. verdicts[step.Position]]))]);
    }

    public async Task<Outcome<Plan>> PlanAsync(PipelineRunId id, CancellationToken ct)
    {
        var plans = await QueryAsync<string>(
            "SELECT plan FROM pipeline_runs WHERE tenant = @Tenant AND pipeline_run_id = @Id", new { Tenant, Id = id.ToString() }, ct)
            .ConfigureAwait(false);
        return plans.Count == 0 ? PipelinesProblems.RunNotFound(id) : RowJson.Read<Plan>(plans[0]);
    }

    public async Task<PipelineOutcome?> LatestAsync(string workflow, CancellationToken ct)
    {
        var newest = await ListAsync(workflow, 1, ct).ConfigureAwait(false);
        return newest.Count == 0 ? null : (await ShowAsync(newest[0].PipelineRunId, ct).ConfigureAwait(false)).Value;
    }

    public async Task<ArtifactRef?> LatestOutputAsync(string workflow, string stepKind, string output, CancellationToken ct)
    {
        var outputs = await QueryAsync<string>(
            """
            SELECT s.outputs FROM step_runs s
            JOIN pipeline_runs r ON r.tenant = s.tenant AND r.pipeline_run_id = s.pipeline_run_id
            WHERE r.tenant = @Tenant AND r.workflow = @Workflow AND s.kind = @StepKind AND s.status IN ('succeeded', 'cached', 'halted')
            ORDER BY s.pipeline_run_id DESC, s.position DESC LIMIT 50
            """,
            new { Tenant, Workflow = workflow, StepKind = stepKind },
            ct).ConfigureAwait(false);
        return outputs.Select(json => RowJson.Read<Dictionary<string, ArtifactRef>>(json).GetValueOrDefault(output))
            .FirstOrDefault(artifact => artifact is not null);
    }

    private string Tenant => tenant.Current.Value;

    private async Task<List<T>> QueryAsync<T>(string sql, object values, CancellationToken ct)
    {
        var connection = await tables.OpenReadAsync(ct).ConfigureAwait(false);
        await using var owned = connection.ConfigureAwait(false);
        return (await connection.QueryAsync<T>(new CommandDefinition(sql, values, cancellationToken: ct)).ConfigureAwait(false)).AsList();
    }
}
