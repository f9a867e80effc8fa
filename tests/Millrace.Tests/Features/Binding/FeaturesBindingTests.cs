using Millrace.Features.Contracts;

namespace Millrace.Tests.Features.Binding;

public sealed class FeaturesBindingTests
{
    [Fact]
    public void Definitions_that_hold_give_every_feature_with_its_documentation()
    {
        var bound = FeaturesBinding.Bind(TripSpecs.Set, TripSpecs.Columns).Value;
        Assert.Equal(
            ["place_trips_6h", "place_trips_3d", "place_late_6h", "place_late_3d"], bound.Features.Take(4).Select(feature => feature.Name));
        var arrivals = bound.Features.Single(feature => feature.Name == "arrivals_trips_1d");
        Assert.Equal(
            ("view arrivals of goal", "count(minutes) over 1d by goal = the row's place", true),
            (arrivals.Source, arrivals.Transformation, arrivals.IsTemporal));
        var hour = bound.Features.Single(feature => feature.Name == "hour");
        Assert.Equal(("request", "hour(began)", FeatureType.Number), (hour.Source, hour.Transformation, hour.Type));
        Assert.Equal(FeatureType.Text, bound.Features.Single(feature => feature.Name == "region_name").Type);
    }

    [Fact]
    public void What_depends_on_time_is_told_through_columns_and_features()
    {
        var temporal = FeaturesBinding.Bind(TripSpecs.Set, TripSpecs.Columns).Value.Features
            .Where(feature => feature.Source == "request").ToDictionary(feature => feature.Name, feature => feature.IsTemporal);
        Assert.True(temporal["hour"] && temporal["is_evening"] && temporal["share"] && temporal["day_number"]);
        Assert.False(temporal["region_name"] || temporal["fee_share"]);
    }

    [Fact]
    public void A_request_carries_the_raw_columns_behind_keys_expressions_and_the_event_time() =>
        Assert.Equal(
            [new FeatureField("began", "timestamp"), new FeatureField("place", "varchar"), new FeatureField("goal", "varchar"), new FeatureField("fee", "decimal(9,2)")],
            FeaturesBinding.Bind(TripSpecs.Set, TripSpecs.Columns).Value.RequestFields);

    [Fact]
    public void Every_problem_is_found_at_once_each_with_its_place()
    {
        var spec = TripSpecs.Set with
        {
            Target = "is_lat",
            Views = [TripSpecs.Place with { Entity = "plase" }, TripSpecs.All with { Ttl = TimeSpan.FromHours(1) }],
            OnDemand = [TripSpecs.OnDemand("x", "text", "hour(began"), TripSpecs.OnDemand("X", "double", "1")],
            Baselines = new Dictionary<string, string> { ["history"] = "route_late_9d" },
        };
        var found = FeaturesBinding.Examine(spec, TripSpecs.Columns).Findings;
        Assert.Equal(
            [
                ("features.unknown-column", "problem.target"), ("features.unknown-entity", "features.views.place.entity"),
                ("features.window-over-ttl", "features.views.all.windows"), ("features.unknown-type", "features.on_demand.x.type"),
                ("features.expression-invalid", "features.on_demand.x.expression"), ("features.duplicate-name", "features.on_demand.X"),
                ("features.unknown-name", "problem.baselines.history.expression"),
            ],
            found.Select(finding => (finding.Problem.Code, string.Join('.', finding.Path))));
        Assert.Equal("Did you mean 'is_late'?", found[0].Problem.Fix);
        Assert.Equal("Did you mean 'place'?", found[1].Problem.Fix);
    }

    [Theory]
    [InlineData("is_late::INT", "it is the target")]
    [InlineData("minutes", "the target 'is_late' is computed from it")]
    [InlineData("epoch_us(known_at)", "it is the created time")]
    [InlineData("late_fee", "it is computed from 'minutes'")]
    public void A_feature_that_uses_what_only_the_future_knows_is_refused(string expression, string reason)
    {
        var prepare = TripSpecs.Prepare with
        {
            Derived = [.. TripSpecs.Prepare.Derived, new("late_fee", "double", "minutes * 2", "")],
        };
        var spec = TripSpecs.Set with { Prepare = prepare, OnDemand = [TripSpecs.OnDemand("cheat", "double", expression)] };
        var problem = FeaturesBinding.Bind(spec, [.. TripSpecs.Columns, new("late_fee", "double")]).Problem!;
        Assert.Equal("features.leaks-future", problem.Code);
        Assert.Contains("Feature 'cheat'", problem.What, StringComparison.Ordinal);
        Assert.Contains(reason, problem.What, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_event_time_is_made_of_is_known_though_the_target_uses_it_too()
    {
        var prepare = TripSpecs.Prepare with
        {
            Derived = [.. TripSpecs.Prepare.Derived.Where(d => d.Name != "is_late"), new("is_late", "boolean", "minutes > hour(began)", "")],
        };
        Assert.True(FeaturesBinding.Bind(TripSpecs.Set with { Prepare = prepare }, TripSpecs.Columns).IsOk);
    }

    [Fact]
    public void Without_a_created_time_only_the_target_itself_leaks()
    {
        var prepare = TripSpecs.Prepare with { CreatedTime = null };
        FeatureSetSpec With(string expression) =>
            TripSpecs.Set with { Prepare = prepare, OnDemand = [TripSpecs.OnDemand("f", "double", expression)] };
        Assert.True(FeaturesBinding.Bind(With("minutes"), TripSpecs.Columns).IsOk);
        Assert.Equal("features.leaks-future", FeaturesBinding.Bind(With("is_late::INT"), TripSpecs.Columns).Problem?.Code);
    }

    [Fact]
    public void A_view_looked_up_by_what_only_the_future_knows_is_refused()
    {
        var view = TripSpecs.Arrivals with { Entity = "late", On = new Dictionary<string, string>() };
        var spec = TripSpecs.Set with { Entities = [new EntitySpec("late", ["is_late"], "")], Views = [view], OnDemand = [], Baselines = new Dictionary<string, string>() };
        Assert.Equal("features.leaks-future", FeaturesBinding.Bind(spec, TripSpecs.Columns).Problem?.Code);
    }

    public static TheoryData<string, ViewSpec> WrongViews() => new()
    {
        { "features.unknown-key", TripSpecs.Place with { On = new Dictionary<string, string> { ["gaol"] = "goal" } } },
        { "features.unknown-column", TripSpecs.Place with { On = new Dictionary<string, string> { ["place"] = "gaol" } } },
        { "features.key-types-differ", TripSpecs.Place with { On = new Dictionary<string, string> { ["place"] = "slot" } } },
        { "features.key-type", TripSpecs.Place with { On = new Dictionary<string, string> { ["place"] = "price" } } },
        { "features.no-windows", TripSpecs.Place with { Windows = [] } },
        { "features.window-length", TripSpecs.Place with { Windows = [new WindowSpec("0h", TimeSpan.Zero)] } },
        { "features.no-aggregates", TripSpecs.Place with { Aggregates = [] } },
        { "features.unknown-function", TripSpecs.Place with { Aggregates = [new AggregateSpec("n", "avg", "minutes")] } },
        { "features.aggregate-needs-column", TripSpecs.Place with { Aggregates = [new AggregateSpec("n", "mean", null)] } },
        { "features.aggregate-type", TripSpecs.Place with { Aggregates = [new AggregateSpec("n", "mean", "place")] } },
        { "features.unknown-column", TripSpecs.Place with { Aggregates = [new AggregateSpec("n", "mean", "minuts")] } },
        { "features.duplicate-name", TripSpecs.Place with { Aggregates = [new AggregateSpec("n", "count", null), new AggregateSpec("n", "count", null)] } },
        { "features.invalid-name", TripSpecs.Place with { Name = "my-place" } },
        { "features.expected-range", TripSpecs.Place with { Expected = new ExpectedDistribution(2, 1, null) } },
        { "features.expected-range", TripSpecs.Place with { Expected = new ExpectedDistribution(null, null, 1.5) } },
    };

    [Theory]
    [MemberData(nameof(WrongViews))]
    public void A_view_that_does_not_hold_is_refused(string code, ViewSpec view)
    {
        var spec = TripSpecs.Set with { Views = [view], OnDemand = [], Baselines = new Dictionary<string, string>() };
        Assert.Contains(code, FeaturesBinding.Bind(spec, TripSpecs.Columns).Problems.Select(problem => problem.Code));
    }

    [Theory]
    [InlineData("features.unknown-name", "f", "double", "plac")]
    [InlineData("features.unknown-name", "f", "double", "later + 1")]
    [InlineData("features.name-taken", "Place", "varchar", "place")]
    [InlineData("features.expression-not-repeatable", "f", "double", "random()")]
    [InlineData("features.expression-invalid", "f", "double", "sum(fee)")]
    [InlineData("features.expression-invalid", "f", "double", "(SELECT 1)")]
    [InlineData("features.expression-type", "f", "double", "[1, 2]")]
    public void An_on_demand_feature_that_does_not_hold_is_refused(string code, string name, string type, string expression)
    {
        var spec = TripSpecs.Set with
        {
            OnDemand = [TripSpecs.OnDemand(name, type, expression), TripSpecs.OnDemand("later", "double", "1")],
            Baselines = new Dictionary<string, string>(),
        };
        Assert.Equal([code], FeaturesBinding.Bind(spec, TripSpecs.Columns).Problems.Select(problem => problem.Code));
    }

    [Fact]
    public void A_target_that_is_no_number_is_refused() =>
        Assert.Equal(
            "features.target-type", FeaturesBinding.Bind(TripSpecs.Set with { Target = "region" }, TripSpecs.Columns).Problem?.Code);
}
