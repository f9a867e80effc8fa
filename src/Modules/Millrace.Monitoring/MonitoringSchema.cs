using Millrace.Kernel.Tables;

namespace Millrace.Monitoring;

internal static class MonitoringSchema
{
    public static ModuleSchema Schema { get; } = new("monitoring",
    [
        new Migration(1, "drift reports", """
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
            """),
    ]);
}
