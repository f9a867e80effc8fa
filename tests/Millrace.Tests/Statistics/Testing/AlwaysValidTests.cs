using Millrace.Statistics.Testing;

namespace Millrace.Tests.Statistics.Testing;

public sealed class AlwaysValidTests
{
    [Theory]
    [InlineData(500, 1.967)]
    [InlineData(5_000, 1.549)]
    [InlineData(50_000, 1.654)]
    public void The_interval_is_this_much_wider_than_the_fixed_one(double samples, double ratio) =>
        Assert.Equal(ratio, AlwaysValid.HalfWidth(1, samples, 5_000) / 1.959963984540054, 0.0005);

    [Fact]
    public void The_interval_lies_around_the_estimate()
    {
        var interval = AlwaysValid.Interval(3, 0.5, 1_000, 5_000);
        Assert.Equal(6, interval.Lower + interval.Upper, 1e-12);
        Assert.Equal(AlwaysValid.HalfWidth(0.5, 1_000, 5_000), interval.Upper - 3, 1e-12);
    }

    [Fact]
    public void Watching_all_the_time_seldom_leaves_the_truth_out()
    {
        var random = new Random(3);
        var misses = 0;
        for (var run = 0; run < 400; run++)
        {
            var sum = 0.0;
            for (var n = 1; n <= 2_000; n++)
            {
                sum += Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
                if (n >= 20 && Math.Abs(sum / n) > AlwaysValid.HalfWidth(1 / Math.Sqrt(n), n, 500))
                {
                    misses++;
                    break;
                }
            }
        }

        // A fixed interval would miss in about 60 % of the runs.
        Assert.InRange(misses, 0, 20);
    }

    [Fact]
    public void Bad_numbers_are_refused()
    {
        Assert.Throws<ArgumentException>(() => AlwaysValid.HalfWidth(-1, 10, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => AlwaysValid.HalfWidth(1, 10, 10, 0));
    }
}
