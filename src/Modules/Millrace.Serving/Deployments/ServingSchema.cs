using Millrace.Kernel.Tables;

namespace Millrace.Serving.Deployments;

internal static class ServingSchema
{
    public static ModuleSchema Schema { get; } = new("serving",
    [
        new Migration(1, "endpoints and what they answered with", """
            CREATE TABLE endpoints (
              tenant TEXT NOT NULL,
              name TEXT NOT NULL,
              deployment TEXT NOT NULL,
              model TEXT NOT NULL,
              version INTEGER NOT NULL,
              updated_ms BIGINT NOT NULL,
              PRIMARY KEY (tenant, name));
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
            """),
    ]);
}
