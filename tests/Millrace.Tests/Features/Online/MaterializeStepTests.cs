using Millrace.DuckDb;
using Millrace.Features.Contracts;
using Millrace.Kernel.Blobs;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Steps;
using Millrace.Kernel.Time;

namespace Millrace.Tests.Features.Online;

public sealed class MaterializeStepTests : IDisposable
{
    private readonly TripData trips = new();

    [Fact]
    public async Task Serving_sees_the_bits_that_training_saw()
    {
        var dataset = await trips.PreparedAsync(TripData.RandomRows(900, seed: 21));
        var built = (await trips.BuildAsync(dataset)).Value;
        using var online = await OpenAsync((await MaterializeAsync(built, dataset)).Value);
        var rows = trips.Connection.ReadColumns(
            $"SELECT began, place, goal, slot::BIGINT AS slot FROM {await trips.FromAsync(dataset)} ORDER BY began, _row_id");
        var (_, training) = await trips.TrainingSetAsync(built);
        var compared = online.Views.Select(view => Compare(view, rows, training)).ToList();
        // What is kept lets the rows of the last two of four weeks of days be asked about again.
        Assert.All(compared, count => Assert.InRange(count, 40, 200));
    }

    [Fact]
    public async Task Rows_too_old_for_any_window_are_not_kept()
    {
        var dataset = await trips.PreparedAsync(TripData.RandomRows(900, seed: 22));
        var built = (await trips.BuildAsync(dataset)).Value;
        var snapshot = await SnapshotAsync((await MaterializeAsync(built, dataset)).Value);
        Assert.InRange(snapshot.RowCount, 4 * 60, (4 * 900) - 1000);
        Assert.Equal(["all", "arrivals", "place", "route"], snapshot.Files.Keys.Order());
        Assert.Equal(built.Outputs["feature_set"].Digest, snapshot.FeatureSet);
    }

    [Fact]
    public async Task The_same_features_and_data_give_the_same_snapshot()
    {
        var dataset = await trips.PreparedAsync(TripData.RandomRows(200, seed: 23));
        var built = (await trips.BuildAsync(dataset)).Value;
        Assert.Equal(
            (await MaterializeAsync(built, dataset)).Value.Outputs["online"].Digest,
            (await MaterializeAsync(built, dataset)).Value.Outputs["online"].Digest);
    }

    [Fact]
    public async Task A_file_that_is_not_what_it_should_be_is_a_problem()
    {
        var dataset = await trips.PreparedAsync(TripData.RandomRows(50, seed: 24));
        var built = (await trips.BuildAsync(dataset)).Value;
        var snapshot = await SnapshotAsync((await MaterializeAsync(built, dataset)).Value);
        using var nonsense = new MemoryStream("nonsense"u8.ToArray());
        var other = await trips.Blobs.PutAsync(nonsense, default);
        var wrong = snapshot with { Files = snapshot.Files.ToDictionary(file => file.Key, _ => other) };
        Assert.Equal("features.online-unreadable", (await OnlineStore.OpenAsync(wrong, trips.Blobs, default)).Problem?.Code);
    }

    public void Dispose() => trips.Dispose();

    private static int Compare(IOnlineView view, ColumnSet rows, ColumnSet training)
    {
        var began = ((TimestampColumn)rows["began"]).Values;
        var offline = view.FeatureNames.Select(name => training[name].ToDoubles()).ToList();
        var (values, compared) = (new double[view.FeatureNames.Count], 0);
        for (var row = 0; row < rows.RowCount; row++)
        {
            OnlineKey[] keys = [.. view.QueryColumns.Select(column => KeyOf(rows[column], row))];
            if (view.Lookup(keys, AsOf.FromUnixMicroseconds(began[row]), values) == OnlineAnswer.BeforeHistory)
            {
                continue;
            }

            compared++;
            for (var feature = 0; feature < values.Length; feature++)
            {
                Assert.True(
                    offline[feature][row].Equals(values[feature]),
                    $"{view.FeatureNames[feature]}, row {row}: offline {offline[feature][row]:R}, online {values[feature]:R}");
            }
        }

        return compared;
    }

    private static OnlineKey KeyOf(DuckColumn column, int row) =>
        column is TextColumn text ? OnlineKey.Of(text[row]) : OnlineKey.Of(((LongColumn)column).Values[row]);

    private Task<Outcome<StepResult>> MaterializeAsync(StepResult built, ArtifactRef dataset) => trips.RunAsync(
        "features.materialize", new { }, new() { ["feature_set"] = built.Outputs["feature_set"], ["dataset"] = dataset });

    private Task<OnlineSnapshot> SnapshotAsync(StepResult result) =>
        trips.Blobs.GetJsonAsync<OnlineSnapshot>(result.Outputs["online"].Digest, default);

    private async Task<IOnlineFeatures> OpenAsync(StepResult result) =>
        (await OnlineStore.OpenAsync(await SnapshotAsync(result), trips.Blobs, default)).Value;
}
