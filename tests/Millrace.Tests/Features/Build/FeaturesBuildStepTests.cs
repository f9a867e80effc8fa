using Millrace.DuckDb;
using Millrace.Features.Contracts;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Steps;
using Millrace.Kernel.Verdicts;

namespace Millrace.Tests.Features.Build;

public sealed class FeaturesBuildStepTests : IDisposable
{
    private readonly TripData trips = new();

    [Fact]
    public async Task Every_view_feature_is_what_plain_SQL_over_all_rows_gives()
    {
        var dataset = await trips.PreparedAsync(TripData.RandomRows(300, seed: 5));
        var (_, actual) = await trips.TrainingSetAsync((await trips.BuildAsync(dataset)).Value);
        var expected = trips.Connection.ReadColumns(await SqlTruthAsync(dataset));
        Assert.Equal(300, actual.RowCount);
        foreach (var column in expected)
        {
            AssertClose(column.Name, column.ToDoubles(), actual[column.Name].ToDoubles());
        }
    }

    [Fact]
    public async Task Expressions_see_columns_in_their_own_types_and_features_before_them()
    {
        var dataset = await trips.PreparedAsync(TripData.RandomRows(50, seed: 6));
        var (set, actual) = await trips.TrainingSetAsync((await trips.BuildAsync(dataset)).Value);
        var expected = trips.Connection.ReadColumns(
            $"""
            SELECT hour(began)::DOUBLE AS hour, upper(region) AS region_name, (hour(began) >= 18)::DOUBLE AS is_evening,
                   (fee / 100)::DOUBLE AS fee_share, (day - DATE '2020-01-01')::DOUBLE AS day_number, began, known_at, is_late::DOUBLE AS is_late
            FROM {await trips.FromAsync(dataset)} ORDER BY began, _row_id
            """);
        foreach (var name in new[] { "hour", "is_evening", "fee_share", "day_number" })
        {
            Assert.Equal(expected[name].ToDoubles(), actual[name].ToDoubles());
        }

        Assert.Equal(Texts(expected["region_name"]), Texts(actual["region_name"]));
        Assert.Equal(expected["began"].ToDoubles(), actual["_event_time"].ToDoubles());
        Assert.Equal(expected["known_at"].ToDoubles(), actual["_created_time"].ToDoubles());
        Assert.Equal(expected["is_late"].ToDoubles(), actual["_label"].ToDoubles());
        Assert.Equal((50, new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).Year), (set.RowCount, set.FirstEventTimeUtc.Year));
    }

    [Fact]
    public async Task A_rule_baseline_is_computed_from_features()
    {
        var dataset = await trips.PreparedAsync(TripData.RandomRows(50, seed: 7));
        var (_, actual) = await trips.TrainingSetAsync((await trips.BuildAsync(dataset)).Value);
        var history = actual["place_late_3d"].ToDoubles();
        Assert.Equal(history.Select(v => double.IsNaN(v) ? 0.25 : v), actual["_baseline_history"].ToDoubles());
    }

    [Fact]
    public async Task Columns_come_in_the_order_of_the_feature_set()
    {
        var dataset = await trips.PreparedAsync(TripData.RandomRows(30, seed: 8));
        var result = (await trips.BuildAsync(dataset)).Value;
        var (_, actual) = await trips.TrainingSetAsync(result);
        var set = await trips.Blobs.GetJsonAsync<FeatureSet>(result.Outputs["feature_set"].Digest, default);
        Assert.Equal(
            ["_row_id", "_event_time", "_created_time", "_label", .. set.Features.Select(f => f.Name), "_baseline_history"],
            actual.Select(column => column.Name));
        Assert.Equal(["began", "place", "goal", "fee"], set.RequestFields.Select(field => field.Name));
        Assert.Equal(["regions"], set.LookupFiles.Keys);
    }

    [Fact]
    public async Task The_same_data_and_definitions_give_the_same_bytes()
    {
        var dataset = await trips.PreparedAsync(TripData.RandomRows(3000, seed: 9));
        var first = (await trips.BuildAsync(dataset)).Value;
        var second = (await trips.BuildAsync(dataset)).Value;
        Assert.Equal(first.Outputs["training_set"].Digest, second.Outputs["training_set"].Digest);
        Assert.Equal(first.Outputs["feature_set"].Digest, second.Outputs["feature_set"].Digest);
    }

    [Fact]
    public async Task A_feature_that_is_null_everywhere_is_refused_by_name()
    {
        var view = TripSpecs.All with { Windows = [TripSpecs.Window("1h", 0.01)], Ttl = TimeSpan.FromHours(1) };
        var dataset = await trips.PreparedAsync(TripData.RandomRows(40, seed: 10));
        var built = await trips.BuildAsync(dataset, TripSpecs.Set with { Views = [view], OnDemand = [], Baselines = new Dictionary<string, string>() });
        Assert.Equal("features.all-null", built.Problem?.Code);
        Assert.Contains("all_price_1h", built.Problem!.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unexpected_values_are_told_but_do_not_stop_the_build()
    {
        var dataset = await trips.PreparedAsync(TripData.RandomRows(60, seed: 11));
        var spec = TripSpecs.Set with
        {
            OnDemand = [TripSpecs.OnDemand("hour", "integer", "hour(began)") with { Expected = new ExpectedDistribution(0, 12, 0) }],
        };
        var verdicts = (await trips.BuildAsync(dataset, spec)).Value.Verdicts;
        var hour = verdicts.Single(verdict => verdict.Subject == "hour");
        Assert.Equal(("feature.expected", Decision.Fail, "max", 12.0), (hour.Clause, hour.Decision, hour.Metric, hour.Bound));
        Assert.True(hour.Observed > 12);
        Assert.Equal(1 + (7 * 2), verdicts.Count);
    }

    [Fact]
    public async Task A_row_without_an_event_time_is_refused()
    {
        var dataset = await trips.PreparedAsync("(TIMESTAMP '2020-01-01', 'A', 'B', 1, 1.0, 1), (NULL, 'A', 'B', 1, 1.0, 1)");
        Assert.Equal("features.event-time-missing", (await trips.BuildAsync(dataset)).Problem?.Code);
    }

    [Fact]
    public async Task An_expression_that_fails_on_a_value_is_a_problem_in_DuckDBs_words()
    {
        var dataset = await trips.PreparedAsync(TripData.RandomRows(20, seed: 12));
        var built = await trips.BuildAsync(dataset, TripSpecs.Set with { OnDemand = [TripSpecs.OnDemand("bad", "integer", "CAST(place AS INTEGER)")] });
        Assert.Equal("features.expression-failed", built.Problem?.Code);
        Assert.Contains("Could not convert string", built.Problem!.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_that_is_not_in_the_order_of_time_is_put_into_it()
    {
        var dataset = await trips.PreparedAsync(TripData.RandomRows(80, seed: 13));
        var shuffled = await trips.PreparedAsync(TripData.RandomRows(80, seed: 13), "* REPLACE (TIMESTAMP '2020-02-01' - (began - TIMESTAMP '2020-02-01') AS began)");
        var (_, actual) = await trips.TrainingSetAsync((await trips.BuildAsync(shuffled)).Value);
        var events = actual["_event_time"].ToDoubles();
        Assert.Equal(events.Order(), events);
        Assert.NotEqual((await trips.BuildAsync(dataset)).Value.Outputs["training_set"].Digest, (await trips.BuildAsync(shuffled)).Value.Outputs["training_set"].Digest);
    }

    [Fact]
    public async Task What_binding_refuses_is_refused_all_at_once()
    {
        var dataset = await trips.PreparedAsync(TripData.RandomRows(20, seed: 14));
        var spec = TripSpecs.Set with
        {
            OnDemand = [TripSpecs.OnDemand("a", "double", "minutes"), TripSpecs.OnDemand("b", "double", "plce")],
        };
        Assert.Equal(["features.leaks-future", "features.unknown-name"], (await trips.BuildAsync(dataset, spec)).Problems.Select(p => p.Code));
    }

    public void Dispose() => trips.Dispose();

    private async Task<string> SqlTruthAsync(ArtifactRef dataset)
    {
        var from = await trips.FromAsync(dataset);
        string Past(string value, string key, string hours) =>
            $"(SELECT {value} FROM {from} p WHERE {key} AND p.began >= r.began - INTERVAL {hours} HOUR AND p.began < r.began AND p.known_at <= r.began)";
        var views = new[] { "6", "72" }.Zip(["6h", "3d"]).SelectMany(w => new[]
        {
            $"{Past("count(*)", "p.place = r.place", w.First)} AS place_trips_{w.Second}",
            $"{Past("avg(is_late::INT)", "p.place = r.place", w.First)} AS place_late_{w.Second}",
            $"{Past("sum(minutes)::DOUBLE", "p.place = r.place", w.First)} AS place_minutes_{w.Second}",
            $"{Past("min(minutes)", "p.place = r.place", w.First)} AS place_shortest_{w.Second}",
            $"{Past("max(price)", "p.place = r.place", w.First)} AS place_dearest_{w.Second}",
            $"{Past("stddev_samp(minutes)", "p.place = r.place", w.First)} AS place_spread_{w.Second}",
            $"{Past("sum(fee)::DOUBLE", "p.place = r.place", w.First)} AS place_fees_{w.Second}",
        });
        return $"""
            SELECT {string.Join(", ", views)},
              {Past("count(minutes)", "p.goal = r.place", "24")} AS arrivals_trips_1d,
              {Past("avg(price)", "true", "24")} AS all_price_1d,
              {Past("avg(is_late::INT)", "p.place = r.place AND p.goal = r.goal AND p.slot = r.slot", "216")} AS route_late_9d
            FROM {from} r ORDER BY began, _row_id
            """;
    }

    private static void AssertClose(string name, double[] expected, double[] actual)
    {
        for (var row = 0; row < expected.Length; row++)
        {
            Assert.True(
                expected[row].Equals(actual[row]) || Math.Abs(expected[row] - actual[row]) <= 1e-9 * Math.Max(1, Math.Abs(expected[row])),
                $"{name}, row {row}: expected {expected[row]:R}, got {actual[row]:R}");
        }
    }

    private static IEnumerable<string?> Texts(DuckColumn column) => Enumerable.Range(0, column.RowCount).Select(row => ((TextColumn)column)[row]);
}
