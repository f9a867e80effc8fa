namespace Millrace.Tracking.LoggedModels;

/// <summary>Part of migration 4: models that runs log, with parameters and tags. Their metrics came with migration 2.</summary>
internal static class LoggedModelSchema
{
    public const string Sql =
        """
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
        CREATE TABLE logged_model_params (
            model_id TEXT NOT NULL,
            key TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (model_id, key)
        ) /*clustered*/;
        CREATE TABLE logged_model_tags (
            model_id TEXT NOT NULL,
            key TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (model_id, key)
        ) /*clustered*/;
        """;
}
