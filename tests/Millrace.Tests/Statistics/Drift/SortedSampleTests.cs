using Millrace.Statistics.Drift;

namespace Millrace.Tests.Statistics.Drift;

public sealed class SortedSampleTests
{
    [Fact]
    public void Missing_values_are_counted_and_left_out()
    {
        var sample = SortedSample.Of([3, double.NaN, -1, double.NaN, 2.5]);
        Assert.Equal([-1, 2.5, 3], sample.Values.ToArray());
        Assert.Equal((3, 2, 0.4), (sample.Count, sample.MissingCount, sample.MissingShare));
        Assert.Equal(1.5, sample.Mean, 1e-12);
    }

    [Fact]
    public void The_standard_deviation_keeps_its_digits_beside_a_large_offset() =>
        Assert.Equal(Math.Sqrt(2 / 3.0), SortedSample.Of([1e12 + 1, 1e12, 1e12 + 2]).StandardDeviation, 1e-12);

    [Fact]
    public void Floats_are_sorted_too()
    {
        var sample = SortedSample.Of([2f, float.NaN, -0.5f]);
        Assert.Equal([-0.5, 2], sample.Values.ToArray());
        Assert.Equal(1, sample.MissingCount);
    }

    [Fact]
    public void An_infinite_value_is_refused_with_its_index()
    {
        var error = Assert.Throws<ArgumentException>(() => SortedSample.Of([1, double.NegativeInfinity]));
        Assert.Contains("column[1]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_without_values_has_no_mean()
    {
        var sample = SortedSample.Of([double.NaN]);
        Assert.Equal((0, 1.0), (sample.Count, sample.MissingShare));
        Assert.Equal((double.NaN, double.NaN), (sample.Mean, sample.StandardDeviation));
    }
}
