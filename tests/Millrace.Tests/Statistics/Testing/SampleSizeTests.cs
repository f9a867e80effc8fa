using Millrace.Statistics.Testing;

namespace Millrace.Tests.Statistics.Testing;

public sealed class SampleSizeTests
{
    private static readonly SampleSize Size = ProportionPower.Samples(0.10, 0.11, new());

    [Theory]
    [InlineData(5_000, 0.5, 0.5, 6)]
    [InlineData(5_000, 0.9, 0.1, 30)]
    [InlineData(1e9, 0.5, 0.5, 1)]
    public void The_slower_arm_sets_the_days(double unitsPerDay, double control, double treatment, int days) =>
        Assert.Equal(days, Size.DurationDays(unitsPerDay, control, treatment));

    [Fact]
    public void Shares_over_one_are_refused() => Assert.Throws<ArgumentException>(() => Size.DurationDays(100, 0.6, 0.6));
}
