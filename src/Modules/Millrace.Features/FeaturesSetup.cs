using Millrace.Features.Build;
using Millrace.Features.Catalog;
using Millrace.Features.Contracts;
using Millrace.Features.Online;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Steps;
using Millrace.Kernel.Tables;

namespace Millrace.Features;

/// <summary>The one registration point of the features module.</summary>
public static class FeaturesSetup
{
    /// <summary>Its tables.</summary>
    public static ModuleSchema Schema => FeaturesSchema.Schema;

    /// <summary>The catalog of features.</summary>
    public static IFeatureCatalog Catalog(ITables tables, IBlobStore blobs, ITenantAccessor tenant) =>
        new FeatureCatalog(tables, blobs, tenant);

    /// <summary>Its steps: <c>features.build</c> and <c>features.materialize</c>.</summary>
    public static IReadOnlyList<IStep> Steps(ITables tables, ITenantAccessor tenant, TimeProvider clock) =>
        [new FeaturesBuildStep(new FeatureSetLog(tables, tenant, clock), clock), new MaterializeStep()];
}
