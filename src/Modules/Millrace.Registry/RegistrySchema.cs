using Millrace.Kernel.Tables;

namespace Millrace.Registry;

internal static class RegistrySchema
{
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
    ]);
}
