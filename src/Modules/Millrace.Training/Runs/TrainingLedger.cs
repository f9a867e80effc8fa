using System.Data.Common;
using System.Text.Json.Nodes;
using Dapper;
using Millrace.Kernel.Events;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Tables;

namespace Millrace.Training.Runs;

/// <summary>Where each training stands. A change of state and its event are written together, and a repeated step, which
/// changes nothing, tells nothing twice.</summary>
internal sealed class TrainingLedger(ITables tables, IOutbox outbox, ITenantAccessor tenant, TimeProvider clock)
{
    private const string Running = "running";

    private string Tenant => tenant.Current.Value;

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>The training runs, for the first time or again after it ended.</summary>
    public Task BeginAsync(RunId run, PipelineRunId pipelineRun, string workflow, CancellationToken ct) => tables.WriteAsync(
        transaction =>
        {
            var changed = transaction.Connection!.Execute(
                """
                INSERT INTO trainings (tenant, run_id, pipeline_run, workflow, state, started_ms)
                VALUES (@Tenant, @run, @pipelineRun, @workflow, @Running, @Now)
                ON CONFLICT (tenant, run_id) DO UPDATE SET state = excluded.state, pipeline_run = excluded.pipeline_run, ended_ms = NULL
                WHERE trainings.state <> excluded.state
                """,
                new { Tenant, run = run.ToString(), pipelineRun = pipelineRun.ToString(), workflow, Running, Now },
                transaction);
            return Tell(transaction, changed, EventTypes.ModelTrainingStarted, run, pipelineRun, new JsonObject { ["workflow"] = workflow });
        },
        ct);

    /// <summary>The training ended.</summary>
    /// <param name="run">Its tracking run.</param>
    /// <param name="pipelineRun">The execution it belongs to.</param>
    /// <param name="state"><c>finished</c>, <c>failed</c> or <c>killed</c>.</param>
    /// <param name="facts">What the event carries beside the state.</param>
    /// <param name="ct">Stops it.</param>
    public Task EndAsync(RunId run, PipelineRunId pipelineRun, string state, JsonObject facts, CancellationToken ct) => tables.WriteAsync(
        transaction =>
        {
            var changed = transaction.Connection!.Execute(
                "UPDATE trainings SET state = @state, ended_ms = @Now WHERE tenant = @Tenant AND run_id = @run AND state <> @state",
                new { Tenant, run = run.ToString(), state, Now },
                transaction);
            var data = (JsonObject)facts.DeepClone();
            data["state"] = state;
            return Tell(transaction, changed, EventTypes.ModelTrainingCompleted, run, pipelineRun, data);
        },
        ct);

    private bool Tell(DbTransaction transaction, int changed, string type, RunId run, PipelineRunId pipelineRun, JsonObject data)
    {
        if (changed > 0)
        {
            outbox.Add(transaction, new LifecycleEvent(type, $"runs/{run}", pipelineRun.ToString(), data));
        }

        return changed > 0;
    }
}
