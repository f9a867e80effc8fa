using FsCheck;
using FsCheck.Fluent;
using Millrace.Features.Windows;

namespace Millrace.Tests.Features.Windows;

public sealed class WindowEngineTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(400).WithReplay(17, 1);

    [Fact]
    public void Every_function_over_every_window_is_what_looking_at_all_rows_gives() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => AgreesWithOracle(WindowCase.Of(seed))).Check(Many);

    [Fact]
    public void Blocks_of_any_length_and_several_threads_give_the_same_bits() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var data = WindowCase.Of(seed);
            var whole = data.Engine().AnswerAll();
            var inBlocks = AnswerInBlocks(data, new Random(seed));
            return whole.Zip(inBlocks).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second, BitEquality.Instance));
        }).Check(Many);

    [Fact]
    public void A_row_never_sees_itself_its_twins_or_the_future()
    {
        long[] events = [10, 10, 20, 30];
        var engine = Counting(events, created: [10, 10, 20, 30], window: 100);
        Assert.Equal([0.0, 0.0, 2.0, 3.0], engine.AnswerAll()[0]);
    }

    [Fact]
    public void A_row_counts_from_the_instant_it_is_known_and_until_it_is_one_window_old()
    {
        var engine = new WindowEngine(
            Timeline.Of([100], [130]), [129, 130, 150, 151],
            [View(new EntityCodes(1, [0], [0, 0, 0, 0]), 50)], 1);
        Assert.Equal([0.0, 1.0, 1.0, 0.0], engine.AnswerAll()[0]);
    }

    [Fact]
    public void A_row_known_only_after_the_window_has_passed_is_never_counted()
    {
        var engine = new WindowEngine(
            Timeline.Of([100], [151]), [120, 150, 151, 152, 200],
            [View(new EntityCodes(1, [0], new int[5]), 50)], 1);
        Assert.All(engine.AnswerAll()[0], count => Assert.Equal(0, count));
    }

    [Fact]
    public void Queries_that_go_back_in_time_are_refused() =>
        Assert.Throws<ArgumentException>(() => new WindowEngine(Timeline.Of([1], null), [5, 4], [], 1));

    private static bool AgreesWithOracle(WindowCase data)
    {
        var (engine, aggregates) = (data.Engine(), data.Aggregates());
        var values = engine.AnswerAll();
        for (var a = 0; a < aggregates.Count; a++)
        {
            for (var w = 0; w < data.Windows.Length; w++)
            {
                for (var query = 0; query < data.Queries.Length; query++)
                {
                    var expected = WindowOracle.Value(data, data.Asked[query], data.Queries[query], data.Windows[w], aggregates[a]);
                    var actual = values[(a * data.Windows.Length) + w][query];
                    Assert.True(
                        IsClose(expected, actual, aggregates[a]),
                        $"{aggregates[a].Name} over {data.Windows[w]} at {data.Queries[query]}: expected {expected:R}, got {actual:R}");
                }
            }
        }

        return true;
    }

    // Counts, extremes and sums of integers are exact. The others may differ in the last places, because the oracle rounds
    // once and the formulas twice; deviations also by 2^-61 of the largest value, which is their grid.
    private static bool IsClose(double expected, double actual, WindowAggregate aggregate) =>
        expected.Equals(actual)
        || (aggregate.Function is WindowFunction.Sum or WindowFunction.Mean or WindowFunction.Std
            && (aggregate.Function != WindowFunction.Sum || aggregate.Column == "real")
            && Math.Abs(expected - actual) <= (aggregate.Function == WindowFunction.Std ? 1e-13 : 0) + (1e-15 * Math.Abs(expected)));

    private static double[][] AnswerInBlocks(WindowCase data, Random random)
    {
        var engine = data.Engine(threads: 2);
        var (all, done) = (engine.FeatureNames.Select(_ => new double[data.Queries.Length]).ToArray(), 0);
        while (engine.RemainingCount > 0)
        {
            var count = random.Next(1, engine.RemainingCount + 1);
            var block = engine.FeatureNames.Select(_ => new double[count]).ToArray();
            engine.AnswerNext(block, count);
            for (var feature = 0; feature < block.Length; feature++)
            {
                block[feature].CopyTo(all[feature], done);
            }

            done += count;
        }

        return all;
    }

    private static WindowEngine Counting(long[] events, long[] created, long window) => new(
        Timeline.Of(events, created), events, [View(new EntityCodes(1, new int[events.Length], new int[events.Length]), window)], 1);

    private static WindowView View(EntityCodes codes, long window) =>
        new("v", codes, [("w", window)], [new WindowAggregate("n", WindowFunction.Count, null, null)]);
}
