using Millrace.Kernel.Tables;

namespace Millrace.Registry;

internal static class RegistrySchema
{
    // A model has a number, so that a rename touches one row and a deleted model's name can be used again. The version and
    // ledger counters stand in its row: their lock orders writers, and a deleted version's number never comes back. The
    // engines cannot drop a NOT NULL alike, so the tables of migration 1 are made anew and their rows copied.
    private const string Make = """
        DROP INDEX model_versions_by_stage;
        ALTER TABLE registered_models RENAME TO registered_models_1;
        ALTER TABLE model_versions RENAME TO model_versions_1;
        ALTER TABLE stage_transitions RENAME TO stage_transitions_1;
        CREATE TABLE model_counters (
          tenant TEXT NOT NULL,
          last_model BIGINT NOT NULL,
          PRIMARY KEY (tenant));
        CREATE TABLE registered_models (
          tenant TEXT NOT NULL,
          model BIGINT NOT NULL,
          name TEXT NOT NULL,
          description TEXT,
          created_ms BIGINT NOT NULL,
          updated_ms BIGINT NOT NULL,
          deleted_ms BIGINT,
          last_version INTEGER NOT NULL,
          last_entry BIGINT NOT NULL,
          PRIMARY KEY (tenant, model));
        CREATE UNIQUE INDEX registered_models_by_name ON registered_models (tenant, name) WHERE deleted_ms IS NULL;
        CREATE TABLE registered_model_tags (
          tenant TEXT NOT NULL,
          model BIGINT NOT NULL,
          key TEXT NOT NULL,
          value TEXT NOT NULL,
          PRIMARY KEY (tenant, model, key),
          FOREIGN KEY (tenant, model) REFERENCES registered_models (tenant, model));
        CREATE INDEX registered_model_tags_by_key ON registered_model_tags (tenant, key);
        CREATE TABLE model_versions (
          tenant TEXT NOT NULL,
          model BIGINT NOT NULL,
          version INTEGER NOT NULL,
          stage TEXT NOT NULL,
          stage_since_ms BIGINT NOT NULL,
          created_ms BIGINT NOT NULL,
          updated_ms BIGINT NOT NULL,
          deleted_ms BIGINT,
          user_id TEXT,
          description TEXT,
          source TEXT NOT NULL,
          storage_location TEXT NOT NULL,
          run_id TEXT,
          run_link TEXT,
          model_id TEXT,
          status TEXT NOT NULL,
          status_message TEXT,
          semantic_version TEXT,
          workflow TEXT,
          approvals_needed INTEGER NOT NULL,
          trained_model TEXT,
          evaluation TEXT,
          feature_set TEXT,
          dataset TEXT,
          onnx TEXT,
          idempotency_key TEXT,
          PRIMARY KEY (tenant, model, version),
          UNIQUE (tenant, model, idempotency_key),
          FOREIGN KEY (tenant, model) REFERENCES registered_models (tenant, model));
        CREATE INDEX model_versions_in_stage ON model_versions (tenant, model, stage, stage_since_ms);
        CREATE INDEX model_versions_by_run ON model_versions (tenant, run_id);
        CREATE INDEX model_versions_by_update ON model_versions (tenant, updated_ms);
        CREATE TABLE model_version_tags (
          tenant TEXT NOT NULL,
          model BIGINT NOT NULL,
          version INTEGER NOT NULL,
          key TEXT NOT NULL,
          value TEXT NOT NULL,
          PRIMARY KEY (tenant, model, version, key),
          FOREIGN KEY (tenant, model, version) REFERENCES model_versions (tenant, model, version));
        CREATE INDEX model_version_tags_by_key ON model_version_tags (tenant, key);
        CREATE TABLE model_aliases (
          tenant TEXT NOT NULL,
          model BIGINT NOT NULL,
          alias TEXT NOT NULL,
          version INTEGER NOT NULL,
          PRIMARY KEY (tenant, model, alias),
          FOREIGN KEY (tenant, model, version) REFERENCES model_versions (tenant, model, version));
        CREATE TABLE model_ledger (
          tenant TEXT NOT NULL,
          model BIGINT NOT NULL,
          number BIGINT NOT NULL,
          version INTEGER,
          kind TEXT NOT NULL,
          subject TEXT NOT NULL,
          from_value TEXT,
          to_value TEXT,
          actor TEXT NOT NULL,
          reason TEXT NOT NULL,
          evidence TEXT NOT NULL,
          at_ms BIGINT NOT NULL,
          PRIMARY KEY (tenant, model, number),
          FOREIGN KEY (tenant, model) REFERENCES registered_models (tenant, model));
        CREATE INDEX model_ledger_by_version ON model_ledger (tenant, model, version, kind, number);

        """;

    private const string Keep = """
        INSERT INTO registered_models (tenant, model, name, created_ms, updated_ms, last_version, last_entry)
        SELECT m.tenant, ROW_NUMBER() OVER (PARTITION BY m.tenant ORDER BY m.created_ms, m.name), m.name, m.created_ms,
          COALESCE((SELECT MAX(v.stage_since_ms) FROM model_versions_1 v WHERE v.tenant = m.tenant AND v.model = m.name), m.created_ms),
          COALESCE((SELECT MAX(v.version) FROM model_versions_1 v WHERE v.tenant = m.tenant AND v.model = m.name), 0),
          COALESCE((SELECT 2 * MAX(t.number) FROM stage_transitions_1 t WHERE t.tenant = m.tenant AND t.model = m.name), 0)
        FROM registered_models_1 m;
        INSERT INTO model_counters (tenant, last_model) SELECT tenant, MAX(model) FROM registered_models GROUP BY tenant;
        INSERT INTO model_versions (tenant, model, version, stage, stage_since_ms, created_ms, updated_ms, source, storage_location,
          run_id, status, approvals_needed, trained_model, evaluation, feature_set, dataset, onnx, idempotency_key)
        SELECT v.tenant, m.model, v.version, v.stage, v.stage_since_ms, v.created_ms, v.stage_since_ms, 'runs:/' || v.run_id || '/model',
          'runs:/' || v.run_id || '/model', v.run_id, 'READY', 0, v.trained_model, v.evaluation, v.feature_set, v.dataset, v.onnx,
          v.idempotency_key
        FROM model_versions_1 v JOIN registered_models m ON m.tenant = v.tenant AND m.name = v.model;
        INSERT INTO model_ledger (tenant, model, number, version, kind, subject, from_value, to_value, actor, reason, evidence, at_ms)
        SELECT t.tenant, m.model, 2 * t.number, t.version, 'stage', '', t.from_stage, t.to_stage, t.actor, t.reason, t.evidence, t.at_ms
        FROM stage_transitions_1 t JOIN registered_models m ON m.tenant = t.tenant AND m.name = t.model;

        """;

    // Before migration 2 nothing kept the gates' word but the move to Staging that only their pass could make.
    private const string Leave = """
        INSERT INTO model_ledger (tenant, model, number, version, kind, subject, from_value, to_value, actor, reason, evidence, at_ms)
        SELECT tenant, model, number - 1, version, 'gates', '', NULL, 'pass', actor, reason, evidence, at_ms
        FROM model_ledger WHERE kind = 'stage' AND to_value = 'Staging' AND actor LIKE 'policy:%';
        DROP TABLE stage_transitions_1;
        DROP TABLE model_versions_1;
        DROP TABLE registered_models_1
        """;

    public static ModuleSchema Schema { get; } = new("registry",
    [
        new Migration(1, "models, versions and the stage ledger", """
            CREATE TABLE registered_models (
              tenant TEXT NOT NULL,
              name TEXT NOT NULL,
              created_ms BIGINT NOT NULL,
              PRIMARY KEY (tenant, name));
            CREATE TABLE model_versions (
              tenant TEXT NOT NULL,
              model TEXT NOT NULL,
              version INTEGER NOT NULL,
              stage TEXT NOT NULL,
              stage_since_ms BIGINT NOT NULL,
              created_ms BIGINT NOT NULL,
              trained_model TEXT NOT NULL,
              evaluation TEXT NOT NULL,
              feature_set TEXT NOT NULL,
              dataset TEXT NOT NULL,
              onnx TEXT NOT NULL,
              run_id TEXT NOT NULL,
              idempotency_key TEXT NOT NULL,
              PRIMARY KEY (tenant, model, version),
              UNIQUE (tenant, model, idempotency_key),
              FOREIGN KEY (tenant, model) REFERENCES registered_models (tenant, name));
            CREATE INDEX model_versions_by_stage ON model_versions (tenant, model, stage, stage_since_ms);
            CREATE TABLE stage_transitions (
              tenant TEXT NOT NULL,
              model TEXT NOT NULL,
              number INTEGER NOT NULL,
              version INTEGER NOT NULL,
              from_stage TEXT NOT NULL,
              to_stage TEXT NOT NULL,
              actor TEXT NOT NULL,
              reason TEXT NOT NULL,
              evidence TEXT NOT NULL,
              at_ms BIGINT NOT NULL,
              PRIMARY KEY (tenant, model, number),
              FOREIGN KEY (tenant, model, version) REFERENCES model_versions (tenant, model, version));
            """),
        new Migration(2, "models by number, MLflow's fields, one ledger", Make + Keep + Leave),
    ]);
}
