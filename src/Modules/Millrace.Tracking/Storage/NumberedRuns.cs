namespace Millrace.Tracking.Storage;

/// <summary>Migration 2: runs and metric keys get numbers, and what belongs to a run is kept under its number. See ADR 14.</summary>
internal static class NumberedRuns
{
    /// <summary>How many steps of a run lie together on disk: 2 to this power. Part of the key of every point, so it never changes.</summary>
    public const int StepBlockBits = 4;

    // The tables below a run are made anew and filled from the old ones; in this order each statement works on both engines.
    public const string Sql = Numbers + Texts + Metrics + Indexes;

    private const string Numbers =
        """
        CREATE TABLE tracking_counters (
            name TEXT NOT NULL,
            tenant TEXT NOT NULL,
            value BIGINT NOT NULL,
            PRIMARY KEY (name, tenant)
        );
        ALTER TABLE runs ADD COLUMN run_no BIGINT NOT NULL DEFAULT 0;
        ALTER TABLE runs ADD COLUMN artifact_uri TEXT NOT NULL DEFAULT '';
        UPDATE runs SET run_no = numbered.run_no, artifact_uri = 'mlflow-artifacts:/' || experiment_id || '/' || runs.run_id || '/artifacts'
        FROM (SELECT tenant, run_id, ROW_NUMBER() OVER (ORDER BY start_time, tenant, run_id) AS run_no FROM runs) AS numbered
        WHERE numbered.tenant = runs.tenant AND numbered.run_id = runs.run_id;
        CREATE UNIQUE INDEX runs_by_number ON runs (run_no);
        UPDATE experiments SET artifact_location = 'mlflow-artifacts:/' || experiment_id WHERE artifact_location IS NULL;
        INSERT INTO tracking_counters (name, tenant, value) SELECT 'run', '', COALESCE(MAX(run_no), 0) FROM runs;
        INSERT INTO tracking_counters (name, tenant, value) SELECT 'experiment', tenant, MAX(experiment_id) FROM experiments GROUP BY tenant;

        """;

    private const string Texts =
        """
        ALTER TABLE params RENAME TO params_1;
        CREATE TABLE params (
            run_no BIGINT NOT NULL,
            key TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (run_no, key)
        ) /*clustered*/;
        INSERT INTO params (run_no, key, value)
        SELECT r.run_no, p.key, p.value FROM params_1 p JOIN runs r ON r.tenant = p.tenant AND r.run_id = p.run_id;
        DROP TABLE params_1;
        ALTER TABLE tags RENAME TO tags_1;
        CREATE TABLE tags (
            run_no BIGINT NOT NULL,
            key TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (run_no, key)
        ) /*clustered*/;
        INSERT INTO tags (run_no, key, value)
        SELECT r.run_no, t.key, t.value FROM tags_1 t JOIN runs r ON r.tenant = t.tenant AND r.run_id = t.run_id;
        DROP TABLE tags_1;

        """;

    private const string Metrics =
        """
        ALTER TABLE metrics RENAME TO metrics_1;
        ALTER TABLE latest_metrics RENAME TO latest_metrics_1;
        CREATE TABLE metric_keys (
            tenant TEXT NOT NULL,
            key TEXT NOT NULL,
            key_no BIGINT NOT NULL,
            PRIMARY KEY (tenant, key)
        );
        INSERT INTO metric_keys (tenant, key, key_no)
        SELECT tenant, key, ROW_NUMBER() OVER (ORDER BY tenant, key) FROM (SELECT DISTINCT tenant, key FROM metrics_1) AS logged;
        CREATE UNIQUE INDEX metric_keys_by_number ON metric_keys (key_no);
        INSERT INTO tracking_counters (name, tenant, value) SELECT 'key', '', COALESCE(MAX(key_no), 0) FROM metric_keys;
        CREATE TABLE metrics (
            run_no BIGINT NOT NULL,
            step_block BIGINT NOT NULL,
            key_no BIGINT NOT NULL,
            step BIGINT NOT NULL,
            timestamp_ms BIGINT NOT NULL,
            value DOUBLE PRECISION NOT NULL,
            is_nan INTEGER NOT NULL,
            PRIMARY KEY (run_no, step_block, key_no, step, timestamp_ms, value, is_nan)
        ) /*clustered*/;
        INSERT INTO metrics (run_no, step_block, key_no, step, timestamp_ms, value, is_nan)
        SELECT r.run_no, m.step >> 4, k.key_no, m.step, m.timestamp_ms, m.value, m.is_nan
        FROM metrics_1 m JOIN runs r ON r.tenant = m.tenant AND r.run_id = m.run_id JOIN metric_keys k ON k.tenant = m.tenant AND k.key = m.key;
        DROP TABLE metrics_1;
        CREATE TABLE latest_metrics (
            run_no BIGINT NOT NULL,
            key_no BIGINT NOT NULL,
            step BIGINT NOT NULL,
            timestamp_ms BIGINT NOT NULL,
            value DOUBLE PRECISION NOT NULL,
            is_nan INTEGER NOT NULL,
            PRIMARY KEY (run_no, key_no)
        ) /*clustered*/;
        INSERT INTO latest_metrics (run_no, key_no, step, timestamp_ms, value, is_nan)
        SELECT r.run_no, k.key_no, m.step, m.timestamp_ms, m.value, m.is_nan FROM latest_metrics_1 m
        JOIN runs r ON r.tenant = m.tenant AND r.run_id = m.run_id JOIN metric_keys k ON k.tenant = m.tenant AND k.key = m.key;
        DROP TABLE latest_metrics_1;
        CREATE TABLE model_metrics (
            model_id TEXT NOT NULL,
            key_no BIGINT NOT NULL,
            run_no BIGINT NOT NULL,
            step BIGINT NOT NULL,
            timestamp_ms BIGINT NOT NULL,
            value DOUBLE PRECISION NOT NULL,
            is_nan INTEGER NOT NULL,
            dataset_name TEXT NOT NULL,
            dataset_digest TEXT NOT NULL,
            PRIMARY KEY (model_id, key_no, run_no, step, timestamp_ms, value, is_nan, dataset_name, dataset_digest)
        ) /*clustered*/;

        """;

    // A value is indexed by its beginning, because an entry of a PostgreSQL index must fit a third of a page.
    private const string Indexes =
        """
        CREATE INDEX params_by_value ON params (key, substr(value, 1, 64), run_no);
        CREATE INDEX tags_by_value ON tags (key, substr(value, 1, 64), run_no);
        CREATE INDEX model_metrics_by_run ON model_metrics (run_no);
        DROP INDEX runs_by_experiment;
        CREATE INDEX runs_by_start ON runs (tenant, experiment_id, start_time DESC, run_id);
        """;
}
