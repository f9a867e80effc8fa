using System.Text.Json;
using Millrace.Statistics.Distributions;

namespace Millrace.Tests.Statistics.Distributions;

public sealed class KolmogorovDistributionTests
{
    [Fact]
    public void Tails_agree_with_scipy_for_all_sizes()
    {
        var tails = RecordedValues.Json("scipy-tails.json")["kstwo_sf"].Deserialize<double[][]>()!;
        Assert.All(tails, tail => AssertTail(tail[0], tail[1], tail[2]));
    }

    [Fact]
    public void Tails_agree_with_the_shared_values()
    {
        var tails = RecordedValues.Json("drift-statistics.json")["special"]!["kstwo_sf"].Deserialize<double[][]>()!;
        Assert.All(tails, tail => AssertTail(tail[1], tail[0], tail[2]));
    }

    [Theory]
    [InlineData(10, 0.05, 1)]
    [InlineData(10, 0, 1)]
    [InlineData(10, 1, 0)]
    [InlineData(250_000, 0.9, 0)]
    public void Beyond_the_support_the_tail_is_0_or_1(int n, double d, double expected) =>
        Assert.Equal(expected, KolmogorovDistribution.UpperTail(n, d));

    // Where scipy itself subtracts the tail from 1, only its absolute error is small.
    private static void AssertTail(double n, double d, double expected)
    {
        var actual = KolmogorovDistribution.UpperTail((int)n, d);
        Assert.True(
            Math.Abs(actual - expected) <= Math.Max(1e-9 * expected, n * d * d < 4 ? 1e-12 : 0),
            $"n {n}, d {d:R}: scipy {expected:R}, got {actual:R}");
    }
}
