using Millrace.Kernel.Blobs;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Steps;
using Millrace.Training.Contracts;
using Millrace.Training.Splits;

namespace Millrace.Tests.Training.Splits;

public sealed class SplitStepTests : IDisposable
{
    private readonly TrainingLab lab = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_parts_of_a_time_split_are_row_ranges_of_their_times()
    {
        var split = await ReadAsync(await SplitAsync(TrainingLab.TimeSplit));

        Assert.Equal((0L, 6000L), (split.Parts["train"].FirstRow, split.Parts["train"].EndRow));
        Assert.Equal((6000L, 7800L), (split.Parts["validation"].FirstRow, split.Parts["validation"].EndRow));
        Assert.Equal((9000L, 12000L), (split.Parts["test"].FirstRow, split.Parts["test"].EndRow));
        Assert.Equal(3000, split.Parts["test"].RowCount);
        Assert.InRange(split.Parts["test"].PositiveShare!.Value, 0.3, 0.6);
    }

    [Fact]
    public async Task A_row_of_train_whose_label_became_known_after_train_ended_is_purged()
    {
        var train = (await ReadAsync(await SplitAsync(TrainingLab.TimeSplit))).Parts["train"];

        // Labels are known two hours later, so the last 119 rows of train were not known when it ended.
        Assert.Equal(119, train.PurgedRowCount);
        Assert.Equal(6000 - 119, train.RowCount);
        Assert.Equal(TrainingLab.Start.AddHours(100), train.KnownByUtc);
    }

    [Fact]
    public async Task Rows_without_a_label_are_left_out_and_counted()
    {
        var set = await lab.TrainingSetAsync("SELECT * REPLACE (CASE WHEN _row_id % 10 = 0 THEN NULL WHEN _row_id % 10 = 1 THEN 'NaN'::DOUBLE ELSE _label END AS _label) FROM made");
        var split = await ReadAsync((await RunAsync(TrainingLab.TimeSplit, set)).Value);

        Assert.Equal(2400, split.Parts["test"].RowCount);
        Assert.Equal(600, split.Parts["test"].UnknownLabelCount);
        using var part = await lab.PartAsync(set, await lab.SplitAsync(set), "test");
        Assert.Equal(2400, part.Labels(Ct).Length);
    }

    [Fact]
    public async Task An_empty_part_names_its_range_and_the_range_of_the_data()
    {
        var problem = await ProblemAsync(With("test", TrainingLab.Hours(1000, 1100)));

        Assert.Equal("training.split-empty", problem.Code);
        Assert.Contains("2001-02-11 16:00:00 to 2001-02-15 20:00:00", problem.What);
        Assert.Contains("12,000 rows from 2001-01-01 to 2001-01-09 07:59:00", problem.What);
    }

    [Fact]
    public async Task Overlapping_parts_are_refused() =>
        Assert.Equal("training.split-overlap", (await ProblemAsync(With("test", TrainingLab.Hours(90, 200)))).Code);

    [Fact]
    public async Task A_test_part_before_train_is_refused()
    {
        var spec = TrainingLab.TimeSplit with
        {
            Parts = new Dictionary<string, SplitPart>
            {
                ["test"] = TrainingLab.Hours(0, 50),
                ["train"] = TrainingLab.Hours(50, 100),
                ["validation"] = TrainingLab.Hours(100, 150),
            },
        };

        Assert.Equal("training.split-order", (await ProblemAsync(spec)).Code);
    }

    [Fact]
    public async Task All_problems_of_a_split_are_told_at_once()
    {
        var spec = TrainingLab.TimeSplit with
        {
            Parts = new Dictionary<string, SplitPart> { ["train"] = TrainingLab.Hours(10, 5), ["vaildation"] = TrainingLab.Hours(10, 20) },
        };
        var result = await RunAsync(spec, await lab.TrainingSetAsync());

        Assert.Equal(
            ["training.split-unknown-part", "training.split-part-missing", "training.split-part-missing", "training.split-range-reversed"],
            result.Problems.Select(problem => problem.Code));
        Assert.Contains("Did you mean 'validation'?", result.Problems[0].Fix);
    }

    [Fact]
    public async Task A_target_with_one_class_in_validation_is_refused()
    {
        var set = await lab.TrainingSetAsync("SELECT * REPLACE (CASE WHEN _row_id BETWEEN 7000 AND 8799 THEN 0 ELSE _label END AS _label) FROM made");
        var result = await RunAsync(TrainingLab.TimeSplit, set);

        Assert.Equal("training.one-class", result.Problem!.Code);
        Assert.Contains("All 1,800 rows of the part 'validation'", result.Problem.What);
    }

    [Theory]
    [InlineData("random")]
    [InlineData("stratified")]
    public async Task A_split_that_ignores_time_is_refused_where_rows_have_times(string type) =>
        Assert.Equal("training.split-ignores-time", (await ProblemAsync(Shares(type))).Code);

    [Fact]
    public async Task A_random_split_takes_every_row_once_and_the_same_rows_again()
    {
        var set = await lab.TrainingSetAsync(hasTime: false);
        var first = await ReadAsync((await RunAsync(Shares("random"), set)).Value);
        var rows = new List<int>();
        foreach (var part in first.Parts.Values)
        {
            rows.AddRange(System.Runtime.InteropServices.MemoryMarshal.Cast<byte, int>(await lab.Blobs.GetBytesAsync(part.Rows!.Digest, Ct)).ToArray());
        }

        Assert.Equal(Enumerable.Range(0, TrainingLab.RowCount), rows.Order());
        Assert.Equal(first.Parts["train"].Rows, (await ReadAsync((await RunAsync(Shares("random"), set)).Value)).Parts["train"].Rows);
        Assert.NotEqual(
            first.Parts["train"].Rows, (await ReadAsync((await RunAsync(Shares("random") with { Seed = 8 }, set)).Value)).Parts["train"].Rows);
    }

    [Fact]
    public async Task A_stratified_split_gives_every_part_the_same_share_of_positives()
    {
        var split = await ReadAsync((await RunAsync(Shares("stratified"), await lab.TrainingSetAsync(hasTime: false))).Value);
        var shares = split.Parts.Values.Select(part => part.PositiveShare!.Value).ToList();

        Assert.InRange(shares.Max() - shares.Min(), 0, 0.001);
        Assert.Equal((8400, 2400, 1200), (split.Parts["train"].RowCount, split.Parts["validation"].RowCount, split.Parts["test"].RowCount));
    }

    [Fact]
    public async Task The_rows_of_a_shuffled_part_are_read_in_the_order_of_the_training_set()
    {
        var set = await lab.TrainingSetAsync(hasTime: false);
        using var part = await lab.PartAsync(set, await lab.SplitAsync(set, Shares("random")), "validation");
        var ids = ((Millrace.DuckDb.LongColumn)part.Columns(["_row_id"], Ct)[0]).Values;

        Assert.Equal(2400, ids.Length);
        Assert.Equal(ids.Order(), ids);
    }

    public void Dispose() => lab.Dispose();

    private static SplitSpec With(string part, SplitPart range) => TrainingLab.TimeSplit with
    {
        Parts = new Dictionary<string, SplitPart>(TrainingLab.TimeSplit.Parts) { [part] = range },
    };

    private static SplitSpec Shares(string type) => new(
        type,
        new Dictionary<string, SplitPart> { ["train"] = new(null, null, 0.7), ["validation"] = new(null, null, 0.2), ["test"] = new(null, null, 0.1) },
        false, 7);

    private async Task<StepResult> SplitAsync(SplitSpec spec) => (await RunAsync(spec, await lab.TrainingSetAsync())).Value;

    private Task<Outcome<StepResult>> RunAsync(SplitSpec spec, ArtifactRef set) =>
        new SplitStep().RunAsync(lab.Context(spec, ("training_set", set)), Ct);

    private async Task<Problem> ProblemAsync(SplitSpec spec) => (await RunAsync(spec, await lab.TrainingSetAsync())).Problem!;

    private Task<DataSplit> ReadAsync(StepResult result) => lab.Blobs.GetJsonAsync<DataSplit>(result.Outputs["split"].Digest, Ct);
}
