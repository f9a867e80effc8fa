using System.Text.Json;
using Millrace.DuckDb;
using Millrace.Features.Contracts;
using Millrace.Features.Requests;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Steps;

namespace Millrace.Tests.Features.Requests;

public sealed class RequestFeaturesTests : IDisposable
{
    // Serving computes neither dates nor decimals.
    private static readonly FeatureSetSpec Online = TripSpecs.Set with
    {
        Prepare = TripSpecs.Prepare with { Derived = [.. TripSpecs.Prepare.Derived.Where(column => column.Name != "day")] },
        OnDemand =
        [
            .. TripSpecs.Set.OnDemand.Where(feature => feature.Name is not ("day_number" or "fee_share")),
            TripSpecs.OnDemand("price_share", "double", "price / 100.0"),
        ],
    };

    private readonly TripData trips = new();

    // Each seed is another random history, with ties, gaps, nulls and keys that the lookup lacks.
    [Theory]
    [InlineData(1)]
    [InlineData(20_010_601)]
    [InlineData(3_141)]
    [InlineData(777_777)]
    [InlineData(48)]
    [InlineData(5_926)]
    public async Task An_answer_is_what_training_saw_to_the_last_bit_for_any_history(int seed) => Assert.InRange(await CompareAsync(seed), 10, 450);

    [Fact]
    public async Task A_key_that_no_lookup_knows_is_refused_as_training_quarantined_it()
    {
        using var features = await LoadAsync(await BuiltAsync(31));
        var row = features.Rent();
        SetAll(features, row, new Dictionary<string, object?> { ["began"] = "2020-02-20T00:00:00", ["place"] = "D", ["goal"] = "A" });
        var refused = features.Compute(row).Problem!;
        Assert.Equal("features.lookup-missing", refused.Code);
        Assert.Contains("'D'", refused.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_prediction_time_or_before_the_history_there_is_no_answer()
    {
        using var features = await LoadAsync(await BuiltAsync(32));
        var row = features.Rent();
        SetAll(features, row, new Dictionary<string, object?> { ["place"] = "A", ["goal"] = "B" });
        Assert.Equal("features.no-event-time", features.Compute(row).Problem!.Code);
        row.Clear();
        SetAll(features, row, new Dictionary<string, object?> { ["began"] = "1999-01-01T00:00:00", ["place"] = "A", ["goal"] = "B" });
        Assert.Equal("features.before-history", features.Compute(row).Problem!.Code);
    }

    [Fact]
    public async Task A_row_that_is_lent_again_has_forgotten_the_last_request()
    {
        var built = await BuiltAsync(33);
        using var features = await LoadAsync(built);
        var row = features.Rent();
        SetAll(features, row, new Dictionary<string, object?> { ["began"] = "2020-02-20T05:00:00", ["place"] = "A", ["goal"] = "B", ["price"] = 9.5 });
        Assert.True(features.Compute(row).IsOk);
        Assert.Equal(9.5 / 100.00, row.Number(IndexOf(features, "price_share")));
        features.Return(row);
        var again = features.Rent();
        SetAll(features, again, new Dictionary<string, object?> { ["began"] = "2020-02-20T05:00:00", ["place"] = "A", ["goal"] = "B" });
        Assert.True(features.Compute(again).IsOk);
        Assert.True(double.IsNaN(again.Number(IndexOf(features, "price_share"))));
    }

    [Theory]
    [InlineData("began", "\"2020-02-20T05:00:00Z\"", "a time without zone")]
    [InlineData("began", "5", "a time without zone")]
    [InlineData("place", "1", "text")]
    [InlineData("price", "\"dear\"", "a number")]
    public async Task A_field_of_another_type_says_what_is_expected(string field, string json, string expected)
    {
        using var features = await LoadAsync(await BuiltAsync(34));
        var index = features.Fields.Select(known => known.Name).ToList().IndexOf(field);
        Assert.True(index >= 0, $"Fields: {string.Join(", ", features.Fields.Select(known => known.Name))}");
        Assert.StartsWith(expected, features.Rent().Set(index, JsonSerializer.Deserialize<JsonElement>(json)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_rule_baseline_is_computed_from_the_same_row()
    {
        using var features = await LoadAsync(await BuiltAsync(35));
        Assert.True(features.HasBaseline("history"));
        Assert.False(features.HasBaseline("story"));
        var row = features.Rent();
        SetAll(features, row, new Dictionary<string, object?> { ["began"] = "2020-02-20T05:00:00", ["place"] = "A", ["goal"] = "B" });
        Assert.True(features.Compute(row).IsOk);
        var late = row.Number(IndexOf(features, "place_late_3d"));
        Assert.Equal(double.IsNaN(late) ? 0.25 : late, features.Baseline(row, "history"));
    }

    public void Dispose() => trips.Dispose();

    // The last of the history, asked again as requests, beside the rows of the training set.
    private async Task<int> CompareAsync(int seed)
    {
        var built = await BuiltAsync(seed);
        using var features = await LoadAsync(built);
        var (_, training) = await trips.TrainingSetAsync(built.Features);
        var raw = trips.Connection.Rows(
            $"""
            SELECT strftime(began, '%Y-%m-%dT%H:%M:%S'), place, goal, minutes, price
            FROM {await trips.FromAsync(built.Dataset)} ORDER BY began, _row_id
            """);
        string[] names = ["began", "place", "goal", "minutes", "price"];
        var compared = 0;
        for (var i = 0; i < raw.Count; i++)
        {
            var row = features.Rent();
            SetAll(features, row, names.Zip(raw[i]).ToDictionary(pair => pair.First, pair => pair.Second));
            var computed = features.Compute(row);
            if (computed.IsOk)
            {
                compared++;
                AssertSame(features, row, training, i, seed);
            }
            else
            {
                Assert.True(computed.Problem!.Code is "features.before-history" or "features.lookup-missing", computed.Problem.ToString());
            }

            features.Return(row);
        }

        return compared;
    }

    private static void AssertSame(RequestFeatures features, RequestRow row, ColumnSet training, int at, int seed)
    {
        for (var feature = 0; feature < features.Set.Features.Count; feature++)
        {
            var info = features.Set.Features[feature];
            var column = training[info.Name];
            if (info.Type == FeatureType.Text)
            {
                Assert.Equal(((TextColumn)column)[at], row.Text(feature));
                continue;
            }

            var (offline, online) = (column.ToDoubles()[at], row.Number(feature));
            Assert.True(
                BitConverter.DoubleToInt64Bits(offline) == BitConverter.DoubleToInt64Bits(online) || (double.IsNaN(offline) && double.IsNaN(online)),
                $"{info.Name}, row {at}, seed {seed}: offline {offline:R}, online {online:R}");
        }
    }

    private static void SetAll(RequestFeatures features, RequestRow row, Dictionary<string, object?> values)
    {
        for (var field = 0; field < features.Fields.Count; field++)
        {
            if (values.TryGetValue(features.Fields[field].Name, out var value) && value is not null)
            {
                Assert.Null(row.Set(field, JsonSerializer.SerializeToElement(value)));
            }
        }
    }

    private static int IndexOf(RequestFeatures features, string name) => features.Set.Features.Select(feature => feature.Name).ToList().IndexOf(name);

    // The regions know A and B only, as a real lookup lacks some keys.
    private async Task<Built> BuiltAsync(int seed)
    {
        var dataset = await trips.PreparedAsync(TripData.RandomRows(900, seed));
        var built = (await trips.BuildAsync(dataset, Online)).Value;
        var online = (await trips.RunAsync(
            "features.materialize", new { }, new() { ["feature_set"] = built.Outputs["feature_set"], ["dataset"] = dataset })).Value;
        return new Built(dataset, built, online);
    }

    private async Task<RequestFeatures> LoadAsync(Built built) => (await RequestFeatures.LoadAsync(
        await trips.Blobs.GetJsonAsync<FeatureSet>(built.Features.Outputs["feature_set"].Digest, default),
        await trips.Blobs.GetJsonAsync<OnlineSnapshot>(built.Online.Outputs["online"].Digest, default), trips.Blobs, default)).Value;

    private sealed record Built(ArtifactRef Dataset, StepResult Features, StepResult Online);
}
