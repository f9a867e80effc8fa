using Millrace.Kernel.Tables;

namespace Millrace.Data.Catalog;

internal static class DataSchema
{
    public static ModuleSchema Schema { get; } = new("data",
    [
        new Migration(1, "dataset versions", """
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
            """),
    ]);
}
