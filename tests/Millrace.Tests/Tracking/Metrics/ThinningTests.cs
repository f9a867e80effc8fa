using Millrace.Tracking.Metrics;

namespace Millrace.Tests.Tracking.Metrics;

public sealed class ThinningTests
{
    [Fact]
    public void A_short_history_stays_whole()
    {
        var points = Points(Enumerable.Range(0, 10).Select(i => (double)i));
        Assert.Same(points, Thinning.Thin(points, 10));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(50)]
    [InlineData(63)]
    [InlineData(499)]
    public void The_ends_and_every_spike_survive(int most)
    {
        var random = new Random(3);
        var values = Enumerable.Range(0, 500).Select(_ => random.NextDouble()).ToArray();
        (values[217], values[318]) = (-9, 9);
        var thinned = Thinning.Thin(Points(values), most);
        Assert.InRange(thinned.Count, Math.Min(most, 4), most);
        Assert.Equal((0L, 499L), (thinned[0].Step, thinned[^1].Step));
        Assert.Contains(thinned, point => point.Step == 217);
        Assert.Contains(thinned, point => point.Step == 318);
        Assert.Equal(thinned.Order(), thinned);
        Assert.Equal(thinned.Count, thinned.Distinct().Count());
    }

    [Fact]
    public void A_straight_line_is_filled_up_at_equal_distances()
    {
        var thinned = Thinning.Thin(Points(Enumerable.Range(0, 500).Select(i => (double)i)), 50);
        Assert.InRange(thinned.Count, 45, 50);
        Assert.All(thinned.Zip(thinned.Skip(1)), pair => Assert.InRange(pair.Second.Step - pair.First.Step, 1, 42));
    }

    [Fact]
    public void A_NaN_hides_no_extreme()
    {
        var values = Enumerable.Range(0, 100).Select(i => i % 2 == 0 ? double.NaN : i).ToArray();
        var thinned = Thinning.Thin(Points(values), 8);
        Assert.Contains(thinned, point => point.Value == 1);
        Assert.Contains(thinned, point => point.Value == 99);
    }

    private static List<HistoryPoint> Points(IEnumerable<double> values) => [.. values.Select((value, step) => new HistoryPoint(step, step, value))];
}
