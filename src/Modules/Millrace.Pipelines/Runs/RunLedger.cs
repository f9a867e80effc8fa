using System.Data.Common;
using System.Text.Json.Nodes;
using Dapper;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Events;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Steps;
using Millrace.Kernel.Tables;
using Millrace.Pipelines.Cache;
using Millrace.Pipelines.Contracts;

namespace Millrace.Pipelines.Runs;

/// <summary>Writes down executions, each step before and after its work.</summary>
internal sealed class RunLedger(ITables tables, StepCache cache, IOutbox? outbox, ITenantAccessor tenant)
{
    // Whoever wrote another name into a running row is dead: one process owns the tables of a home.
    private static readonly string ThisProcess = $"{Environment.ProcessId}-{Guid.NewGuid():N}";

    public Task BeginAsync(PipelineRunId id, Plan plan, DateTimeOffset startedAt, CancellationToken ct) => tables.WriteAsync(
        transaction =>
        {
            var connection = transaction.Connection!;
            connection.Execute(
                """
                INSERT INTO pipeline_runs (tenant, pipeline_run_id, workflow, project, status, problems, plan, owner, started_at, elapsed_ms)
                VALUES (@Tenant, @Id, @Workflow, @Project, 'running', '[]', @Plan, @Owner, @StartedAt, 0)
                """,
                new
                {
                    Tenant,
                    Id = id.ToString(),
                    plan.Workflow,
                    plan.Project,
                    Plan = RowJson.Write(plan),
                    Owner = ThisProcess,
                    StartedAt = startedAt.ToUnixTimeMilliseconds(),
                },
                transaction);
            connection.Execute(
                """
                INSERT INTO step_runs (tenant, pipeline_run_id, position, step_id, kind, status, is_from_cache, elapsed_ms, outputs, summary, peak_memory_bytes, problems)
                VALUES (@Tenant, @Id, @Position, @StepId, @Kind, 'pending', 0, 0, '{}', '[]', 0, '[]')
                """,
                plan.Steps.Select((step, position) => new { Tenant, Id = id.ToString(), Position = position, StepId = step.Id, step.Kind }),
                transaction);
            Tell(transaction, PipelineEventTypes.Started, id, plan, PipelineStatus.Running, []);
        },
        ct);

    public Task StepStartedAsync(PipelineRunId id, int position, Digest key, DateTimeOffset startedAt, CancellationToken ct) =>
        tables.WriteAsync(
            transaction => transaction.Connection!.Execute(
                """
                UPDATE step_runs SET status = 'running', cache_key = @Key, started_at = @StartedAt
                WHERE tenant = @Tenant AND pipeline_run_id = @Id AND position = @Position
                """,
                new { Tenant, Id = id.ToString(), Position = position, Key = key.ToString(), StartedAt = startedAt.ToUnixTimeMilliseconds() },
                transaction),
            ct);

    /// <summary>Writes the end of a step, its verdicts, and, when it gave one, its result into the cache, at once.</summary>
    public Task StepEndedAsync(PipelineRunId id, int position, StepOutcome step, StepResult? fresh, string? stack) => tables.WriteAsync(
        transaction =>
        {
            UpdateStep(transaction, id, position, step, stack);
            AddVerdicts(transaction, id, position, step);
            if (fresh is not null)
            {
                cache.Add(transaction, step.CacheKey!.Value, step.Kind, fresh);
            }
        },
        CancellationToken.None);

    public Task EndAsync(Plan plan, PipelineOutcome outcome) => tables.WriteAsync(
        transaction =>
        {
            var id = outcome.PipelineRunId.ToString();
            transaction.Connection!.Execute(
                """
                UPDATE pipeline_runs SET status = @Status, problems = @Problems, elapsed_ms = @ElapsedMs
                WHERE tenant = @Tenant AND pipeline_run_id = @Id
                """,
                new { Tenant, Id = id, Status = RowJson.Name(outcome.Status), Problems = RowJson.Write(outcome.Problems), outcome.ElapsedMs },
                transaction);
            transaction.Connection!.Execute(
                "UPDATE step_runs SET status = 'skipped' WHERE tenant = @Tenant AND pipeline_run_id = @Id AND status = 'pending'",
                new { Tenant, Id = id },
                transaction);
            Tell(transaction, PipelineEventTypes.Ended, outcome.PipelineRunId, plan, outcome.Status, outcome.Problems);
        },
        CancellationToken.None);

    /// <summary>Marks what dead processes left running, of every tenant.</summary>
    public Task<int> MarkInterruptedAsync(CancellationToken ct) => tables.WriteAsync(
        transaction =>
        {
            const string DeadRuns = "SELECT pipeline_run_id FROM pipeline_runs WHERE status = 'running' AND owner <> @Owner";
            var owner = new { Owner = ThisProcess };
            transaction.Connection!.Execute(
                $"""
                UPDATE step_runs SET status = CASE status WHEN 'running' THEN 'interrupted' ELSE 'skipped' END
                WHERE status IN ('running', 'pending') AND pipeline_run_id IN ({DeadRuns})
                """,
                owner,
                transaction);
            return transaction.Connection!.Execute(
                "UPDATE pipeline_runs SET status = 'interrupted' WHERE status = 'running' AND owner <> @Owner", owner, transaction);
        },
        ct);

    private string Tenant => tenant.Current.Value;

    private void UpdateStep(DbTransaction transaction, PipelineRunId id, int position, StepOutcome step, string? stack) =>
        transaction.Connection!.Execute(
            """
            UPDATE step_runs SET status = @Status, is_from_cache = @IsFromCache, started_at = @StartedAt, elapsed_ms = @ElapsedMs,
                cache_key = @CacheKey, outputs = @Outputs, summary = @Summary, peak_memory_bytes = @PeakMemoryBytes,
                problems = @Problems, stack = @Stack
            WHERE tenant = @Tenant AND pipeline_run_id = @Id AND position = @Position
            """,
            new
            {
                Tenant,
                Id = id.ToString(),
                Position = position,
                Status = RowJson.Name(step.Status),
                IsFromCache = step.IsFromCache ? 1 : 0,
                StartedAt = step.StartedAt?.ToUnixTimeMilliseconds(),
                step.ElapsedMs,
                CacheKey = step.CacheKey?.ToString(),
                Outputs = RowJson.Write(step.Outputs),
                Summary = RowJson.Write(step.Summary),
                step.PeakMemoryBytes,
                Problems = RowJson.Write(step.Problems),
                Stack = stack,
            },
            transaction);

    private void AddVerdicts(DbTransaction transaction, PipelineRunId id, int position, StepOutcome step) =>
        transaction.Connection!.Execute(
            """
            INSERT INTO verdicts (tenant, pipeline_run_id, position, number, clause, subject, decision, evaluated_at, verdict)
            VALUES (@Tenant, @Id, @Position, @Number, @Clause, @Subject, @Decision, @EvaluatedAt, @Verdict)
            """,
            step.Verdicts.Select((verdict, number) => new
            {
                Tenant,
                Id = id.ToString(),
                Position = position,
                Number = number,
                verdict.Clause,
                verdict.Subject,
                Decision = RowJson.Name(verdict.Decision),
                EvaluatedAt = verdict.EvaluatedAtUtc.ToUnixTimeMilliseconds(),
                Verdict = RowJson.Write(verdict),
            }),
            transaction);

    private void Tell(
        DbTransaction transaction, string type, PipelineRunId id, Plan plan, PipelineStatus status, IReadOnlyList<Problem> problems) =>
        outbox?.Add(transaction, new LifecycleEvent(type, $"pipelines/{id}", id.ToString(), new JsonObject
        {
            ["pipelineRunId"] = id.ToString(),
            ["workflow"] = plan.Workflow,
            ["project"] = plan.Project,
            ["status"] = RowJson.Name(status),
            ["problem"] = problems.Count == 0 ? null : problems[0].Code,
        }));
}
