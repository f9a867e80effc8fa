using Millrace.Statistics.Ordering;

namespace Millrace.Tests.Statistics.Ordering;

public sealed class QuantileTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.25, 1.75)]
    [InlineData(0.5, 2.5)]
    [InlineData(1, 10)]
    public void Positions_between_two_values_are_interpolated(double probability, double expected) =>
        Assert.Equal(expected, Quantile.OfSorted([1, 2, 3, 10], probability));

    [Fact]
    public void An_empty_sample_has_no_quantile() => Assert.Throws<ArgumentException>(() => Quantile.OfSorted([], 0.5));

    [Theory]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void A_probability_outside_0_to_1_is_refused(double probability) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Quantile.OfSorted([1], probability));
}
