using Millrace.Kernel.Tables;
using Millrace.Tracking.Artifacts;
using Millrace.Tracking.Inputs;
using Millrace.Tracking.LoggedModels;
using Millrace.Tracking.Storage;

namespace Millrace.Tracking;

internal static class TrackingSchema
{
    // MLflow's concepts under MLflow's names. Metrics have no foreign key: whether the run exists is asked once for a batch
    // of thousands, in the same transaction.
    private const string Create =
        """
        CREATE TABLE experiments (
            tenant TEXT NOT NULL,
            experiment_id BIGINT NOT NULL,
            name TEXT NOT NULL,
            artifact_location TEXT,
            lifecycle_stage TEXT NOT NULL,
            creation_time BIGINT NOT NULL,
            last_update_time BIGINT NOT NULL,
            PRIMARY KEY (tenant, experiment_id),
            UNIQUE (tenant, name)
        );
        CREATE TABLE experiment_tags (
            tenant TEXT NOT NULL,
            experiment_id BIGINT NOT NULL,
            key TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (tenant, experiment_id, key),
            FOREIGN KEY (tenant, experiment_id) REFERENCES experiments (tenant, experiment_id)
        );
        CREATE TABLE runs (
            tenant TEXT NOT NULL,
            run_id TEXT NOT NULL,
            experiment_id BIGINT NOT NULL,
            name TEXT NOT NULL,
            status TEXT NOT NULL,
            start_time BIGINT NOT NULL,
            end_time BIGINT,
            lifecycle_stage TEXT NOT NULL,
            deleted_time BIGINT,
            parent_run_id TEXT,
            user_id TEXT,
            source_name TEXT,
            source_version TEXT,
            source_is_dirty INTEGER,
            PRIMARY KEY (tenant, run_id),
            FOREIGN KEY (tenant, experiment_id) REFERENCES experiments (tenant, experiment_id)
        );
        CREATE INDEX runs_by_experiment ON runs (tenant, experiment_id, start_time);
        CREATE INDEX runs_by_parent ON runs (tenant, parent_run_id);
        CREATE TABLE params (
            tenant TEXT NOT NULL,
            run_id TEXT NOT NULL,
            key TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (tenant, run_id, key),
            FOREIGN KEY (tenant, run_id) REFERENCES runs (tenant, run_id)
        );
        CREATE TABLE tags (
            tenant TEXT NOT NULL,
            run_id TEXT NOT NULL,
            key TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (tenant, run_id, key),
            FOREIGN KEY (tenant, run_id) REFERENCES runs (tenant, run_id)
        );
        CREATE TABLE metrics (
            tenant TEXT NOT NULL,
            run_id TEXT NOT NULL,
            key TEXT NOT NULL,
            step BIGINT NOT NULL,
            timestamp_ms BIGINT NOT NULL,
            value DOUBLE PRECISION NOT NULL,
            is_nan INTEGER NOT NULL,
            PRIMARY KEY (tenant, run_id, key, step, timestamp_ms, value, is_nan)
        );
        CREATE TABLE latest_metrics (
            tenant TEXT NOT NULL,
            run_id TEXT NOT NULL,
            key TEXT NOT NULL,
            step BIGINT NOT NULL,
            timestamp_ms BIGINT NOT NULL,
            value DOUBLE PRECISION NOT NULL,
            is_nan INTEGER NOT NULL,
            PRIMARY KEY (tenant, run_id, key)
        );
        CREATE INDEX latest_metrics_by_key ON latest_metrics (tenant, key, value);
        CREATE TABLE run_artifacts (
            tenant TEXT NOT NULL,
            run_id TEXT NOT NULL,
            path TEXT NOT NULL,
            digest TEXT NOT NULL,
            size_bytes BIGINT NOT NULL,
            PRIMARY KEY (tenant, run_id, path),
            FOREIGN KEY (tenant, run_id) REFERENCES runs (tenant, run_id)
        );
        CREATE TABLE run_inputs (
            tenant TEXT NOT NULL,
            run_id TEXT NOT NULL,
            name TEXT NOT NULL,
            digest TEXT NOT NULL,
            context TEXT NOT NULL,
            source_type TEXT NOT NULL,
            source TEXT NOT NULL,
            PRIMARY KEY (tenant, run_id, name, digest, context),
            FOREIGN KEY (tenant, run_id) REFERENCES runs (tenant, run_id)
        );
        """;

    public static ModuleSchema Schema { get; } = new(
        "tracking", [new Migration(1, "experiments, runs, metrics", Create), new Migration(2, "numbered runs, narrow metrics", NumberedRuns.Sql),
        new Migration(3, "tree of artifacts", ArtifactSchema.Sql), new Migration(4, "inputs, logged models", InputSchema.Sql + LoggedModelSchema.Sql)]);
}
