using Millrace.Features;
using Millrace.Features.Catalog;
using Millrace.Features.Contracts;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Identity;

namespace Millrace.Tests.Features.Catalog;

public sealed class FeatureCatalogTests : IDisposable
{
    private readonly TripData trips = new();

    [Fact]
    public async Task A_built_set_is_listed_and_its_features_are_documented()
    {
        await BuildAsync();
        var catalog = Catalog();
        var set = Assert.Single(await catalog.ListAsync(default));
        Assert.Equal(("trips", "place_trips_6h"), (set.Workflow, set.Set.Features[0].Name));
        var shown = (await catalog.ShowAsync("PLACE_late_3D", null, default)).Value;
        Assert.Equal(("mean(is_late) over 3d by place", "place", "place"), (shown.Feature.Transformation, shown.View?.Name, shown.Entity?.Name));
        Assert.Null((await catalog.ShowAsync("hour", "trips", default)).Value.View);
    }

    [Fact]
    public async Task An_unknown_feature_names_the_one_that_was_meant()
    {
        await BuildAsync();
        var problem = (await Catalog().ShowAsync("place_late_3", null, default)).Problem!;
        Assert.Equal(("features.feature-not-found", "Did you mean 'place_late_3d'?"), (problem.Code, problem.Fix));
    }

    [Fact]
    public async Task A_feature_of_two_workflows_asks_which()
    {
        var digest = await BuildAsync();
        await new FeatureSetLog(trips.Tables, new FixedTenant(TenantId.Default), TimeProvider.System).RecordAsync("other", digest, default);
        Assert.Equal("features.feature-ambiguous", (await Catalog().ShowAsync("hour", null, default)).Problem?.Code);
        Assert.Equal("other", (await Catalog().ShowAsync("hour", "other", default)).Value.Workflow);
    }

    [Fact]
    public async Task Another_tenant_sees_nothing()
    {
        await BuildAsync();
        Assert.Empty(await FeaturesSetup.Catalog(trips.Tables, trips.Blobs, new FixedTenant(new TenantId("else"))).ListAsync(default));
    }

    [Fact]
    public async Task A_set_whose_document_is_gone_is_left_out()
    {
        await trips.Blobs.DeleteAsync(await BuildAsync(), default);
        Assert.Empty(await Catalog().ListAsync(default));
    }

    public void Dispose() => trips.Dispose();

    private IFeatureCatalog Catalog() => FeaturesSetup.Catalog(trips.Tables, trips.Blobs, new FixedTenant(TenantId.Default));

    private async Task<Digest> BuildAsync() =>
        (await trips.BuildAsync(await trips.PreparedAsync(TripData.RandomRows(40, seed: 3)))).Value.Outputs["feature_set"].Digest;
}
