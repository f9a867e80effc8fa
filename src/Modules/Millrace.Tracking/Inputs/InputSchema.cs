namespace Millrace.Tracking.Inputs;

/// <summary>Migration 4: datasets with schema and profile, inputs with tags, and the models that runs read and made.</summary>
internal static class InputSchema
{
    // A schema and a profile can be megabytes and are the same for every run that reads the dataset. The context has a column of
    // its own, because filters ask for it; the other tags are a JSON object. An input's id is what makes it the same again.
    public const string Sql =
        """
        CREATE TABLE datasets (
            tenant TEXT NOT NULL,
            experiment_id BIGINT NOT NULL,
            name TEXT NOT NULL,
            digest TEXT NOT NULL,
            dataset_schema TEXT,
            dataset_profile TEXT,
            PRIMARY KEY (tenant, experiment_id, name, digest)
        );
        ALTER TABLE run_inputs RENAME TO run_inputs_1;
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
        ) /*clustered*/;
        INSERT INTO run_inputs (run_no, input_id, position, name, digest, context, source_type, source)
        SELECT r.run_no, i.context || '|' || i.digest || '|' || i.name,
            ROW_NUMBER() OVER (PARTITION BY r.run_no ORDER BY i.name, i.context, i.digest), i.name, i.digest, i.context, i.source_type, i.source
        FROM run_inputs_1 i JOIN runs r ON r.tenant = i.tenant AND r.run_id = i.run_id;
        INSERT INTO datasets (tenant, experiment_id, name, digest)
        SELECT DISTINCT r.tenant, r.experiment_id, i.name, i.digest FROM run_inputs i JOIN runs r ON r.run_no = i.run_no;
        DROP TABLE run_inputs_1;
        CREATE TABLE run_models (
            run_no BIGINT NOT NULL,
            is_output INTEGER NOT NULL,
            model_id TEXT NOT NULL,
            step BIGINT NOT NULL,
            position BIGINT NOT NULL,
            PRIMARY KEY (run_no, is_output, model_id, step)
        ) /*clustered*/;
        """;
}
