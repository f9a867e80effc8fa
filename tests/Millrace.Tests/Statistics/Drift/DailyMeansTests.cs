using Millrace.Statistics.Drift;

namespace Millrace.Tests.Statistics.Drift;

public sealed class DailyMeansTests
{
    private static readonly double[] TenDays = [1, 2, 3, 4, 5, 1, 2, 3, 4, 5];

    [Theory]
    [InlineData(5.9, false)]
    [InlineData(6.1, true)]
    [InlineData(-0.1, true)]
    public void A_mean_beyond_two_deviations_either_way_is_beyond(double mean, bool expected)
    {
        var result = DailyMeans.Compare(TenDays, mean);
        Assert.Equal(expected, result.IsBeyond);
        Assert.Equal((mean - 3) / Math.Sqrt(20 / 9.0), result.Sigmas!.Value, 1e-12);
    }

    [Fact]
    public void Fewer_than_ten_days_are_inconclusive() =>
        Assert.Equal(new(9, 25 / 9.0, null, null), DailyMeans.Compare(TenDays[..9], 99));

    [Fact]
    public void Days_that_do_not_vary_are_inconclusive() =>
        Assert.Null(DailyMeans.Compare(Enumerable.Repeat(1.0, 12).ToArray(), 2).IsBeyond);

    [Fact]
    public void A_mean_that_is_no_number_is_refused() =>
        Assert.Throws<ArgumentException>(() => DailyMeans.Compare(TenDays, double.NaN));
}
