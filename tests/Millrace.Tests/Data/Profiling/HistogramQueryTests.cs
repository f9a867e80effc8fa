using Millrace.Data.Profiling;

namespace Millrace.Tests.Data.Profiling;

public sealed class HistogramQueryTests
{
    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(0, 29, 30)]
    [InlineData(0, 30, 16)]
    [InlineData(-1000, 1000, 30)]
    public void Whole_numbers_get_bins_that_hold_equally_many(double low, double high, int bins)
    {
        var edges = HistogramQuery.Edges(low, high, isInteger: true);

        Assert.Equal(bins, edges.Count - 1);
        Assert.True(edges[0] <= low && edges[^1] > high);
        Assert.All(edges.Zip(edges.Skip(1)), pair => Assert.Equal(edges[1] - edges[0], pair.Second - pair.First));
    }

    [Fact]
    public void One_value_gets_one_bin_around_it() => Assert.Equal([1.5, 2.5], HistogramQuery.Edges(2, 2, isInteger: false));

    [Fact]
    public void Fractions_get_thirty_bins_that_end_exactly_at_the_bounds()
    {
        var edges = HistogramQuery.Edges(0.1, 0.7, isInteger: false);

        Assert.Equal((31, 0.1, 0.7), (edges.Count, edges[0], edges[^1]));
    }
}
