using Millrace.Statistics.Testing;

namespace Millrace.Tests.Statistics.Testing;

public sealed class DeltaMethodTests
{
    [Fact]
    public void The_variance_of_a_relative_lift_has_both_arms_in_it()
    {
        var lift = DeltaMethod.RelativeLift(new(400, 10, 9), new(500, 11, 16));
        Assert.Equal(0.1, lift.Value, 1e-12);
        Assert.Equal((16 / (500 * 100.0)) + (9 * 121 / (400 * 10_000.0)), lift.Variance, 1e-15);
    }

    [Fact]
    public void The_variance_of_a_ratio_is_that_of_its_three_terms()
    {
        double[] y = [1, 0, 3, 2, 5];
        double[] x = [4, 1, 5, 5, 6];
        var ratio = DeltaMethod.Ratio(y, x);
        var (my, mx, r) = (y.Average(), x.Average(), y.Sum() / x.Sum());
        var (syy, sxx, sxy) = (Sum(y, y), Sum(x, x), Sum(y, x));
        Assert.Equal(r, ratio.Value, 1e-15);
        Assert.Equal((syy - (2 * r * sxy) + (r * r * sxx)) / 4 / 5 / (mx * mx), ratio.Variance, 1e-15);

        double Sum(double[] a, double[] b) => a.Zip(b, (p, q) => (p - (a == y ? my : mx)) * (q - (b == y ? my : mx))).Sum();
    }

    [Fact]
    public void The_stated_error_is_that_of_repeated_samples()
    {
        var random = new Random(11);
        var estimates = Enumerable.Range(0, 2_000).Select(_ =>
        {
            var x = Enumerable.Range(0, 200).Select(_ => 1.0 + random.Next(5)).ToArray();
            var y = Array.ConvertAll(x, views => Enumerable.Range(0, (int)views).Count(_ => random.NextDouble() < 0.3) * 1.0);
            return DeltaMethod.Ratio(y, x);
        }).ToArray();
        var spread = MeanSample.Of(Array.ConvertAll(estimates, e => e.Value)).Variance;
        Assert.Equal(1, estimates.Average(e => e.Variance) / spread, 0.1);
    }

    [Fact]
    public void Arms_are_compared_by_the_difference_of_their_ratios()
    {
        var difference = new NormalEstimate(0.5, 0.0009).Minus(new(0.4, 0.0016));
        Assert.Equal(0.05, difference.StandardError, 1e-12);
        Assert.Equal(0.04550026389635842, difference.PValue!.Value, 1e-12);
        Assert.Equal(0.1 - (0.05 * 1.959963984540054), difference.Interval().Lower, 1e-12);
    }

    [Fact]
    public void A_zero_to_divide_by_is_refused()
    {
        Assert.Throws<ArgumentException>(() => DeltaMethod.RelativeLift(new(10, 0, 1), new(10, 1, 1)));
        Assert.Throws<ArgumentException>(() => DeltaMethod.Ratio([1, 2], [1, -1]));
        Assert.Throws<ArgumentException>(() => DeltaMethod.Ratio([1, 2], [1]));
    }
}
