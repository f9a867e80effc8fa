using Millrace.Statistics.Drift;

namespace Millrace.Tests.Statistics.Drift;

public sealed class CategorySampleTests
{
    [Fact]
    public void Categories_and_missing_rows_are_counted()
    {
        var sample = CategorySample.Of(["a", null, "A", "a"]);
        Assert.Equal((2, 1), (sample.Counts["a"], sample.Counts["A"]));
        Assert.Equal((3, 1, 0.25), (sample.Count, sample.MissingCount, sample.MissingShare));
    }
}
