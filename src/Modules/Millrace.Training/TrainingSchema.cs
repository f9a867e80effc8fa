using Millrace.Kernel.Tables;

namespace Millrace.Training;

internal static class TrainingSchema
{
    public static ModuleSchema Schema { get; } = new("training",
    [
        new Migration(1, "trainings", """
            CREATE TABLE trainings (
              tenant TEXT NOT NULL,
              run_id TEXT NOT NULL,
              pipeline_run TEXT NOT NULL,
              workflow TEXT NOT NULL,
              state TEXT NOT NULL,
              started_ms BIGINT NOT NULL,
              ended_ms BIGINT,
              PRIMARY KEY (tenant, run_id));
            """),
    ]);
}
