CREATE TABLE artifacts (
    tenant TEXT NOT NULL,
    folder TEXT NOT NULL,
    name TEXT NOT NULL,
    digest TEXT,
    size_bytes BIGINT,
    PRIMARY KEY (tenant, folder, name)
) WITHOUT ROWID;
CREATE TABLE data_versions (
  tenant TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  digest TEXT NOT NULL,
  number BIGINT NOT NULL,
  created_ms BIGINT NOT NULL,
  row_count BIGINT NOT NULL,
  columns TEXT NOT NULL,
  parent TEXT,
  schema_change TEXT,
  decision TEXT,
  UNIQUE (tenant, name, role, digest),
  UNIQUE (tenant, name, role, number));
CREATE TABLE datasets (
    tenant TEXT NOT NULL,
    experiment_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    dataset_schema TEXT,
    dataset_profile TEXT,
    PRIMARY KEY (tenant, experiment_id, name, digest)
);
CREATE TABLE deployments (
  tenant TEXT NOT NULL,
  idempotency_key TEXT NOT NULL,
  endpoint TEXT NOT NULL,
  deployment TEXT NOT NULL,
  model TEXT NOT NULL,
  version INTEGER NOT NULL,
  actor TEXT NOT NULL,
  at_ms BIGINT NOT NULL,
  PRIMARY KEY (tenant, idempotency_key));
CREATE INDEX deployments_by_endpoint ON deployments (tenant, endpoint, at_ms);
CREATE TABLE drift_reports (
  tenant TEXT NOT NULL,
  idempotency_key TEXT NOT NULL,
  workflow TEXT NOT NULL,
  report TEXT NOT NULL,
  decision TEXT NOT NULL,
  fires INTEGER NOT NULL,
  as_of_ms BIGINT NOT NULL,
  created_ms BIGINT NOT NULL,
  PRIMARY KEY (tenant, idempotency_key));
CREATE INDEX drift_reports_by_workflow ON drift_reports (tenant, workflow, created_ms);
CREATE TABLE endpoints (
  tenant TEXT NOT NULL,
  name TEXT NOT NULL,
  deployment TEXT NOT NULL,
  model TEXT NOT NULL,
  version INTEGER NOT NULL,
  updated_ms BIGINT NOT NULL,
  PRIMARY KEY (tenant, name));
CREATE TABLE experiment_tags (
    tenant TEXT NOT NULL,
    experiment_id BIGINT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (tenant, experiment_id, key),
    FOREIGN KEY (tenant, experiment_id) REFERENCES experiments (tenant, experiment_id)
);
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
CREATE TABLE feature_sets (
  tenant TEXT NOT NULL,
  name TEXT NOT NULL,
  digest TEXT NOT NULL,
  created_ms BIGINT NOT NULL,
  PRIMARY KEY (tenant, name, digest));
CREATE TABLE latest_metrics (
    run_no BIGINT NOT NULL,
    key_no BIGINT NOT NULL,
    step BIGINT NOT NULL,
    timestamp_ms BIGINT NOT NULL,
    value DOUBLE PRECISION NOT NULL,
    is_nan INTEGER NOT NULL,
    PRIMARY KEY (run_no, key_no)
) WITHOUT ROWID;
CREATE TABLE logged_model_params (
    model_id TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (model_id, key)
) WITHOUT ROWID;
CREATE TABLE logged_model_tags (
    model_id TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (model_id, key)
) WITHOUT ROWID;
CREATE TABLE logged_models (
    tenant TEXT NOT NULL,
    model_id TEXT NOT NULL,
    experiment_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    artifact_uri TEXT NOT NULL,
    created_time BIGINT NOT NULL,
    updated_time BIGINT NOT NULL,
    status TEXT NOT NULL,
    lifecycle_stage TEXT NOT NULL,
    model_type TEXT,
    source_run_id TEXT,
    PRIMARY KEY (model_id)
);
CREATE INDEX logged_models_by_creation ON logged_models (tenant, experiment_id, created_time DESC, model_id);
CREATE TABLE metric_keys (
    tenant TEXT NOT NULL,
    key TEXT NOT NULL,
    key_no BIGINT NOT NULL,
    PRIMARY KEY (tenant, key)
);
CREATE UNIQUE INDEX metric_keys_by_number ON metric_keys (key_no);
CREATE TABLE metrics (
    run_no BIGINT NOT NULL,
    step_block BIGINT NOT NULL,
    key_no BIGINT NOT NULL,
    step BIGINT NOT NULL,
    timestamp_ms BIGINT NOT NULL,
    value DOUBLE PRECISION NOT NULL,
    is_nan INTEGER NOT NULL,
    PRIMARY KEY (run_no, step_block, key_no, step, timestamp_ms, value, is_nan)
) WITHOUT ROWID;
CREATE TABLE model_aliases (
  tenant TEXT NOT NULL,
  model BIGINT NOT NULL,
  alias TEXT NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (tenant, model, alias),
  FOREIGN KEY (tenant, model, version) REFERENCES model_versions (tenant, model, version));
CREATE TABLE model_counters (
  tenant TEXT NOT NULL,
  last_model BIGINT NOT NULL,
  PRIMARY KEY (tenant));
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
) WITHOUT ROWID;
CREATE INDEX model_metrics_by_run ON model_metrics (run_no);
CREATE TABLE model_version_tags (
  tenant TEXT NOT NULL,
  model BIGINT NOT NULL,
  version INTEGER NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (tenant, model, version, key),
  FOREIGN KEY (tenant, model, version) REFERENCES model_versions (tenant, model, version));
CREATE INDEX model_version_tags_by_key ON model_version_tags (tenant, key);
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
CREATE INDEX model_versions_by_run ON model_versions (tenant, run_id);
CREATE INDEX model_versions_by_update ON model_versions (tenant, updated_ms);
CREATE INDEX model_versions_in_stage ON model_versions (tenant, model, stage, stage_since_ms);
CREATE TABLE outbox (
    tenant TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    id TEXT NOT NULL,
    source TEXT NOT NULL,
    type TEXT NOT NULL,
    subject TEXT NOT NULL,
    time BIGINT NOT NULL,
    correlation_id TEXT NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (tenant, sequence)
);
CREATE INDEX outbox_correlation ON outbox (tenant, correlation_id, sequence);
CREATE INDEX outbox_type ON outbox (tenant, type, sequence);
CREATE TABLE outbox_counter (
    id INTEGER PRIMARY KEY,
    sequence BIGINT NOT NULL
);
CREATE TABLE params (
    run_no BIGINT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (run_no, key)
) WITHOUT ROWID;
CREATE INDEX params_by_value ON params (key, substr(value, 1, 64), run_no);
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
CREATE INDEX pipeline_runs_by_status ON pipeline_runs (status);
CREATE INDEX pipeline_runs_by_workflow ON pipeline_runs (tenant, workflow, pipeline_run_id);
CREATE TABLE registered_model_tags (
  tenant TEXT NOT NULL,
  model BIGINT NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (tenant, model, key),
  FOREIGN KEY (tenant, model) REFERENCES registered_models (tenant, model));
CREATE INDEX registered_model_tags_by_key ON registered_model_tags (tenant, key);
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
CREATE TABLE run_inputs (
    run_no BIGINT NOT NULL,
    input_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    context TEXT NOT NULL,
    source_type TEXT NOT NULL,
    source TEXT NOT NULL,
    tags TEXT,
    PRIMARY KEY (run_no, input_id)
) WITHOUT ROWID;
CREATE TABLE run_models (
    run_no BIGINT NOT NULL,
    is_output INTEGER NOT NULL,
    model_id TEXT NOT NULL,
    step BIGINT NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (run_no, is_output, model_id, step)
) WITHOUT ROWID;
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
    source_is_dirty INTEGER, run_no BIGINT NOT NULL DEFAULT 0, artifact_uri TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (tenant, run_id),
    FOREIGN KEY (tenant, experiment_id) REFERENCES experiments (tenant, experiment_id)
);
CREATE UNIQUE INDEX runs_by_number ON runs (run_no);
CREATE INDEX runs_by_parent ON runs (tenant, parent_run_id);
CREATE INDEX runs_by_start ON runs (tenant, experiment_id, start_time DESC, run_id);
CREATE TABLE schema_migrations (
    module TEXT NOT NULL,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    applied_at BIGINT NOT NULL,
    PRIMARY KEY (module, number));
CREATE TABLE step_cache (
    tenant TEXT NOT NULL,
    cache_key TEXT NOT NULL,
    kind TEXT NOT NULL,
    result TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, cache_key)
);
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
CREATE TABLE tags (
    run_no BIGINT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (run_no, key)
) WITHOUT ROWID;
CREATE INDEX tags_by_value ON tags (key, substr(value, 1, 64), run_no);
CREATE TABLE tracking_counters (
    name TEXT NOT NULL,
    tenant TEXT NOT NULL,
    value BIGINT NOT NULL,
    PRIMARY KEY (name, tenant)
);
CREATE TABLE trainings (
  tenant TEXT NOT NULL,
  run_id TEXT NOT NULL,
  pipeline_run TEXT NOT NULL,
  workflow TEXT NOT NULL,
  state TEXT NOT NULL,
  started_ms BIGINT NOT NULL,
  ended_ms BIGINT,
  PRIMARY KEY (tenant, run_id));
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
CREATE TABLE webhook_cursor (
    tenant TEXT PRIMARY KEY,
    sequence BIGINT NOT NULL
);
CREATE TABLE webhook_deliveries (
    tenant TEXT NOT NULL,
    webhook_id TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    delivery_id TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    due_ms BIGINT,
    outcome TEXT NOT NULL,
    detail TEXT,
    PRIMARY KEY (tenant, webhook_id, sequence),
    FOREIGN KEY (tenant, webhook_id) REFERENCES webhooks (tenant, webhook_id)
);
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (tenant, due_ms);
CREATE TABLE webhooks (
    tenant TEXT NOT NULL,
    webhook_id TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT,
    url TEXT NOT NULL,
    sealed_secret TEXT,
    status TEXT NOT NULL,
    types TEXT NOT NULL,
    created_ms BIGINT NOT NULL,
    updated_ms BIGINT NOT NULL,
    PRIMARY KEY (tenant, webhook_id)
);
