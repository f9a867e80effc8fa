using Millrace.Kernel.Tables;

namespace Millrace.Pipelines;

internal static class PipelinesSchema
{
    private const string Create =
        """
        CREATE TABLE pipeline_runs (
            tenant TEXT NOT NULL,
            pipeline_run_id TEXT NOT NULL,
            workflow TEXT NOT NULL,
            project TEXT NOT NULL,
            status TEXT NOT NULL,
            problems TEXT NOT NULL,
            plan TEXT NOT NULL,
            owner TEXT NOT NULL,
            started_at BIGINT NOT NULL,
            elapsed_ms DOUBLE PRECISION NOT NULL,
            PRIMARY KEY (tenant, pipeline_run_id)
        );
        CREATE INDEX pipeline_runs_by_workflow ON pipeline_runs (tenant, workflow, pipeline_run_id);
        CREATE INDEX pipeline_runs_by_status ON pipeline_runs (status);
        CREATE TABLE step_runs (
            tenant TEXT NOT NULL,
            pipeline_run_id TEXT NOT NULL,
            position INTEGER NOT NULL,
            step_id TEXT NOT NULL,
            kind TEXT NOT NULL,
            status TEXT NOT NULL,
            is_from_cache INTEGER NOT NULL,
            started_at BIGINT,
            elapsed_ms DOUBLE PRECISION NOT NULL,
            cache_key TEXT,
            outputs TEXT NOT NULL,
            summary TEXT NOT NULL,
            peak_memory_bytes BIGINT NOT NULL,
            problems TEXT NOT NULL,
            stack TEXT,
            PRIMARY KEY (tenant, pipeline_run_id, position),
            FOREIGN KEY (tenant, pipeline_run_id) REFERENCES pipeline_runs (tenant, pipeline_run_id)
        );
        CREATE TABLE step_cache (
            tenant TEXT NOT NULL,
            cache_key TEXT NOT NULL,
            kind TEXT NOT NULL,
            result TEXT NOT NULL,
            created_at BIGINT NOT NULL,
            PRIMARY KEY (tenant, cache_key)
        );
        CREATE TABLE verdicts (
            tenant TEXT NOT NULL,
            pipeline_run_id TEXT NOT NULL,
            position INTEGER NOT NULL,
            number INTEGER NOT NULL,
            clause TEXT NOT NULL,
            subject TEXT NOT NULL,
            decision TEXT NOT NULL,
            evaluated_at BIGINT NOT NULL,
            verdict TEXT NOT NULL,
            PRIMARY KEY (tenant, pipeline_run_id, position, number),
            FOREIGN KEY (tenant, pipeline_run_id, position) REFERENCES step_runs (tenant, pipeline_run_id, position)
        );
        CREATE INDEX verdicts_by_clause ON verdicts (tenant, clause, evaluated_at);
        """;

    public static ModuleSchema Schema { get; } = new("pipelines", [new Migration(1, "runs, steps, cache, verdicts", Create)]);
}
