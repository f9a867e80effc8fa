using Millrace.Training.Preprocessing;

namespace Millrace.Tests.Training.Preprocessing;

public sealed class ColumnSummaryTests
{
    [Fact]
    public void The_median_is_that_of_the_sorted_values_whatever_their_order_and_ties()
    {
        var random = new Random(5);
        for (var trial = 0; trial < 300; trial++)
        {
            var values = Enumerable.Range(0, random.Next(1, 60)).Select(_ => (double)random.Next(trial % 7 == 0 ? 3 : 1000)).ToArray();
            var sorted = values.Order().ToArray();
            var expected = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;

            Assert.Equal(expected, Selection.Median(values));
        }
    }

    [Fact]
    public void Missing_values_and_infinities_are_counted_and_left_out()
    {
        var summary = ColumnSummary.Of([1, double.NaN, 2, double.PositiveInfinity, 6]);

        Assert.Equal((3L, 2L, 3.0, 1.0, 6.0, 2.0), (summary.Count, summary.MissingCount, summary.Mean, summary.Min, summary.Max, summary.Median));
        Assert.Equal(Math.Sqrt(14.0 / 3), summary.Deviation, 12);
    }

    [Fact]
    public void A_column_without_values_has_no_numbers()
    {
        var summary = ColumnSummary.Of([double.NaN]);

        Assert.Equal(0, summary.Count);
        Assert.True(double.IsNaN(summary.Median));
    }
}
