using Millrace.Data.Catalog;
using Millrace.Data.Contracts;
using Millrace.Data.Ingestion;
using Millrace.Data.Preparation;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Steps;
using Millrace.Kernel.Tables;

namespace Millrace.Data;

/// <summary>The one registration point of the data module.</summary>
public static class DataSetup
{
    /// <summary>Its tables.</summary>
    public static ModuleSchema Schema => DataSchema.Schema;

    /// <summary>The catalog of dataset versions.</summary>
    public static IDataCatalog Catalog(ITables tables, IBlobStore blobs, ITenantAccessor tenant) => new DataCatalog(tables, blobs, tenant);

    /// <summary>Its steps: <c>data.ingest</c> and <c>data.validate</c>.</summary>
    public static IReadOnlyList<IStep> Steps(ITables tables, ITenantAccessor tenant, TimeProvider clock)
    {
        var log = new VersionLog(tables, tenant, clock);
        return [new IngestStep(log), new ValidateStep(log, clock)];
    }
}
