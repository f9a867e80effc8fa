using FsCheck;
using FsCheck.Fluent;
using Millrace.Statistics.Resampling;

namespace Millrace.Tests.Statistics.Resampling;

public sealed class BlockDrawsTests
{
    [Fact]
    public void Each_resample_draws_as_many_blocks_as_there_are() =>
        Prop.ForAll(Gen.Choose(1, 60).ToArbitrary(), Gen.Choose(0, 10_000).ToArbitrary(), (blocks, seed) =>
        {
            var weights = new double[blocks * 4];
            BlockDraws.Fill((ulong)seed, 7, blocks, 4, weights);
            return Enumerable.Range(0, 4).All(lane => Lane(weights, lane).Sum() == blocks);
        }).Holds();

    [Fact]
    public void A_resample_does_not_depend_on_the_lane_it_is_in()
    {
        var (together, apart) = (new double[30 * 4], new double[30]);
        BlockDraws.Fill(5, 8, 30, 4, together);
        BlockDraws.Fill(5, 10, 30, 1, apart);
        Assert.Equal(apart, Lane(together, 2));
    }

    [Fact]
    public void Every_block_is_drawn_once_on_average()
    {
        var totals = new double[10];
        for (var resample = 0; resample < 4_000; resample++)
        {
            var weights = new double[10];
            BlockDraws.Fill(1, resample, 10, 1, weights);
            totals = [.. totals.Zip(weights, (a, b) => a + b)];
        }

        // The standard deviation of a mean is 0.015.
        Assert.All(totals, total => Assert.Equal(1, total / 4_000, 0.06));
    }

    private static double[] Lane(double[] weights, int lane) => [.. weights.Where((_, i) => i % 4 == lane)];
}
