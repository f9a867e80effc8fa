using Millrace.Statistics.Classification;
using Millrace.Statistics.Ordering;
using Millrace.Statistics.Resampling;

namespace Millrace.Tests.Statistics.Resampling;

public sealed class BlockBootstrapTests
{
    private static readonly OutcomeValues Costs = new(30, 20, 100, 0, ValueDirection.LowerIsBetter);
    private static readonly BootstrapOptions Options = new() { Resamples = 100, Seed = 3, Values = Costs, Threads = 2 };

    [Fact]
    public void Each_resample_equals_the_metrics_of_the_rows_drawn()
    {
        var (scores, blocks) = Sample(300, 7, rows: i => i % 3 == 0);
        var result = BlockBootstrap.Run([new("model", scores, 0.4)], blocks, Options);
        for (var resample = 0; resample < Options.Resamples; resample++)
        {
            var expected = BinaryMetrics.Evaluate(Drawn(scores, blocks, resample), 0.4, Costs);
            foreach (var metric in BinaryMetrics.All)
            {
                Assert.Equal(expected[metric]!.Value, result.Resampled("model", metric)[resample], 1e-9);
            }
        }
    }

    [Fact]
    public void An_interval_holds_the_percentiles_of_the_resamples()
    {
        var (scores, blocks) = Sample(200, 10);
        var result = BlockBootstrap.Run([new("model", scores, 0.5)], blocks, Options);
        var interval = result.Interval("model", BinaryMetric.LogLoss);
        var sorted = result.Resampled("model", BinaryMetric.LogLoss).Order().ToArray();
        Assert.Equal(ProbabilityMetrics.LogLoss(scores), interval.Estimate);
        Assert.Equal(Quantile.OfSorted(sorted, 0.025), interval.Lower!.Value, 1e-12);
        Assert.Equal(Quantile.OfSorted(sorted, 0.975), interval.Upper!.Value, 1e-12);
        Assert.Equal(100, interval.DefinedResamples);
    }

    [Fact]
    public void A_difference_is_paired_resample_by_resample()
    {
        var (scores, blocks) = Sample(200, 10);
        var worse = BinaryScores.From(scores.Labels, Array.ConvertAll(scores.Probabilities.ToArray(), p => p / 2));
        var result = BlockBootstrap.Run([new("a", scores, 0.5), new("b", worse, 0.5)], blocks, Options);
        var difference = result.Difference("a", "b", BinaryMetric.Brier);
        var paired = result.Resampled("a", BinaryMetric.Brier).Zip(result.Resampled("b", BinaryMetric.Brier), (a, b) => a - b).Order().ToArray();
        Assert.Equal(Quantile.OfSorted(paired, 0.025), difference.Lower!.Value, 1e-12);
        Assert.Equal(-difference.Lower!.Value, result.Difference("b", "a", BinaryMetric.Brier).Upper!.Value, 1e-12);

        // The halved scores rank the same, so the paired difference of ROC AUC is exactly none.
        var none = result.Difference("a", "b", BinaryMetric.RocAuc);
        Assert.Equal((0, 0, 0.5, false), (none.Lower, none.Upper, none.ShareAboveZero, none.ExcludesZero));
    }

    [Fact]
    public void Threads_do_not_change_the_result()
    {
        var (scores, blocks) = Sample(200, 10);
        var one = BlockBootstrap.Run([new("m", scores, 0.5)], blocks, Options with { Threads = 1 });
        var two = BlockBootstrap.Run([new("m", scores, 0.5)], blocks, Options);
        Assert.All(BinaryMetrics.All, metric => Assert.Equal(one.Resampled("m", metric), two.Resampled("m", metric)));
    }

    [Fact]
    public void Resamples_with_one_class_are_left_out_of_the_interval_and_counted()
    {
        var labels = new[] { true, true, false, false };
        var result = BlockBootstrap.Run(
            [new("m", BinaryScores.From(labels, [0.9, 0.4, 0.5, 0.1]), 0.5)], [1, 1, 2, 2], Options);
        var interval = result.Interval("m", BinaryMetric.RocAuc);
        Assert.InRange(interval.DefinedResamples, 20, 80);
        Assert.Equal((0.75, 0.75), (interval.Lower, interval.Upper));
    }

    [Fact]
    public void A_metric_undefined_in_every_resample_has_no_bounds()
    {
        var result = BlockBootstrap.Run([new("m", BinaryScores.From([true, true], [0.9, 0.4]), 0.5)], [1, 2], Options);
        Assert.Equal(new(null, null, null, null, null, 0), result.Interval("m", BinaryMetric.RocAuc));
        Assert.False(result.Interval("m", BinaryMetric.RocAuc).ExcludesZero);
    }

    [Fact]
    public void Block_numbers_may_be_any_integers()
    {
        var (scores, blocks) = Sample(120, 6);
        var renamed = Array.ConvertAll(blocks, b => (b * 1_000) - 3_000);
        var a = BlockBootstrap.Run([new("m", scores, 0.5)], blocks, Options);
        var b = BlockBootstrap.Run([new("m", scores, 0.5)], renamed, Options);
        Assert.Equal(6, b.BlockCount);
        Assert.Equal(a.Resampled("m", BinaryMetric.PrAuc), b.Resampled("m", BinaryMetric.PrAuc));
    }

    [Fact]
    public void Bad_input_is_refused_with_its_reason()
    {
        var (scores, blocks) = Sample(20, 4);
        var other = Sample(20, 4, seed: 9).Scores;
        AssertRefused("at least one model", [], blocks);
        AssertRefused("unique", [new("m", scores, 0.5), new("m", scores, 0.5)], blocks);
        AssertRefused("20 rows and there are 3 blocks", [new("m", scores, 0.5)], [1, 2, 3]);
        AssertRefused("same outcomes", [new("m", scores, 0.5), new("o", other, 0.5)], blocks);
        AssertRefused("at least 2 blocks, but got 1", [new("m", scores, 0.5)], new int[20]);
        AssertRefused("NaN", [new("m", scores, double.NaN)], blocks);
    }

    [Fact]
    public void A_model_that_was_not_given_is_named_beside_those_that_were()
    {
        var (scores, blocks) = Sample(20, 4);
        var error = Assert.Throws<ArgumentException>(() =>
            BlockBootstrap.Run([new("m", scores, 0.5)], blocks, Options).Interval("n", BinaryMetric.F1));
        Assert.Contains("No model is named 'n'; there are m", error.Message, StringComparison.Ordinal);
    }

    private static void AssertRefused(string reason, BootstrapModel[] models, int[] blocks) =>
        Assert.Contains(reason, Assert.Throws<ArgumentException>(() => BlockBootstrap.Run(models, blocks, Options)).Message, StringComparison.Ordinal);

    private static BinaryScores Drawn(BinaryScores scores, int[] blocks, int resample)
    {
        var count = blocks.Max() + 1;
        var weights = new double[count];
        BlockDraws.Fill(Options.Seed, resample, count, 1, weights);
        return scores.Rows([.. Enumerable.Range(0, scores.Count).SelectMany(row => Enumerable.Repeat(row, (int)weights[blocks[row]]))]);
    }

    /// <summary>Rows named by <paramref name="rows"/> have rounded scores that tie, also across blocks.</summary>
    private static (BinaryScores Scores, int[] Blocks) Sample(int count, int blocks, Func<int, bool>? rows = null, int seed = 1)
    {
        var random = new Random(seed);
        var labels = new bool[count];
        var probabilities = new double[count];
        for (var i = 0; i < count; i++)
        {
            labels[i] = random.NextDouble() < 0.3;
            var score = (random.NextDouble() + (labels[i] ? 0.3 : 0)) / 1.3;
            probabilities[i] = rows?.Invoke(i) == true ? Math.Round(score, 1) : score;
        }

        return (BinaryScores.From(labels, probabilities), [.. Enumerable.Range(0, count).Select(i => i * blocks / count)]);
    }
}
