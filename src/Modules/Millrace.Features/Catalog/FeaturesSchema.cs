using Millrace.Kernel.Tables;

namespace Millrace.Features.Catalog;

internal static class FeaturesSchema
{
    public static ModuleSchema Schema { get; } = new("features",
    [
        new Migration(1, "feature sets", """
            CREATE TABLE feature_sets (
              tenant TEXT NOT NULL,
              name TEXT NOT NULL,
              digest TEXT NOT NULL,
              created_ms BIGINT NOT NULL,
              PRIMARY KEY (tenant, name, digest));
            """),
    ]);
}
